import { describe, expect, it } from '@jest/globals';
import { detect } from './detect.js';
import { adoptedTriggerSet, DEFAULT_TRIGGER_SET, shippedTriggerSet, shippedTriggerSets } from './shipped-trigger-sets.js';
import type { Signal } from './signal.js';
import { isStatusCause } from './status-signals.js';
import { isStudentCause } from './student-signals.js';
import { stageAt, stageOf, type TriggerCause } from './trigger.js';

const kinds = ['status', 'conditions', 'absences-in-a-row', 'discipline', 'failing-courses', 'no-contact', 'community-size', 'silent-feed'];
const kindsThat = (is: (cause: TriggerCause) => boolean): string[] => kinds.filter((kind) => is({ kind } as TriggerCause));

describe('a cause', () => {
  it('is seen in the recorded status, in a student’s records, or at a place', () => {
    expect(kindsThat(isStatusCause)).toEqual(['status', 'conditions']);
    expect(kindsThat(isStudentCause)).toEqual(['absences-in-a-row', 'discipline', 'failing-courses']);
  });
});

describe('a stage', () => {
  const trigger = { stages: [2, 4].map((from) => ({ from, severity: 'warning' as const })) } as unknown as Parameters<typeof stageOf>[0];
  const signal = (level: number): Signal => ({ level, evidence: [] });

  it('is reached from its level on', () => {
    expect([1, 2, 3, 4, 9].map((level) => stageAt(trigger, level))).toEqual([0, 1, 1, 2, 2]);
    expect([1, 2].map((stage) => stageOf(trigger, stage))).toEqual(trigger.stages);
    for (const stage of [0, 3]) expect(() => stageOf(trigger, stage)).toThrow(`There is no stage ${stage} among 2.`);
  });

  it('raises an alert, worsens it, and ends it below the first', () => {
    expect(detect(trigger, signal(2), null)).toEqual({ kind: 'raise', stage: 1, signal: signal(2) });
    expect(detect(trigger, signal(4), { stage: 1 })).toEqual({ kind: 'worsen', stage: 2, signal: signal(4) });
    expect(detect(trigger, signal(3), { stage: 1 })).toBeNull();
    expect(detect(trigger, signal(2), { stage: 2 })).toBeNull();
    expect([signal(1), null].map((low) => detect(trigger, low, { stage: 2 }))).toEqual([{ kind: 'end' }, { kind: 'end' }]);
    expect([signal(1), null].map((low) => detect(trigger, low, null))).toEqual([null, null]);
  });
});

describe('a set that was adopted', () => {
  const adopted = { version: '1', by: 'A. Rivera', reason: 'Tried' };

  it('is the shipped one of its name, or what the decision holds', () => {
    expect(adoptedTriggerSet({ ...adopted, set: DEFAULT_TRIGGER_SET })).toBe(shippedTriggerSet('off-track'));
    const own = { ...shippedTriggerSets[0], name: 'off-track', version: 'own' };
    expect(adoptedTriggerSet({ ...adopted, set: 'off-track', definition: JSON.stringify(own) })).toEqual(own);
  });

  it('is named where this version does not have it', () => {
    expect(() => adoptedTriggerSet({ ...adopted, set: 'gone' })).toThrow('The trigger set gone was adopted');
    expect(shippedTriggerSet('gone')).toBeNull();
  });
});
