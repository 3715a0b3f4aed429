import { describe, expect, it } from '@jest/globals';
import { everyShippedProfile, shippedProfile, type AlertRaised, type CauseKind, type Condition, type ConditionOutcome } from '#libs/domain';
import { alertReasons } from './alert-reasons.js';
import { reasonOf } from './reasons.js';

const results = ['pass', 'caution', 'fail', 'insufficient-data'] as const;

/** Of every condition of every published rule, in every result and with several figures. */
const outcomes = everyShippedProfile.flatMap((rules) =>
  rules.milestones.flatMap((milestone) =>
    milestone.conditions.flatMap((condition) =>
      results.flatMap((result) =>
        valuesOf(condition).map((outcome) => ({ judgement: { rules, milestone: milestone.name }, outcome: { ...outcome, result } })),
      ),
    ),
  ),
);

function valuesOf({ name, measure, passes }: Condition): Omit<ConditionOutcome, 'result'>[] {
  const base = { name, threshold: passes.value };
  if (measure.aggregate === 'ratio')
    return [
      { ...base, value: 88.9, present: 66, enrolled: 74 },
      { ...base, value: null },
    ];
  if (measure.aggregate === 'min') return [{ ...base, value: measure.value === 'letter' ? 'F' : 58 }];
  return [0, 1, 3].map((value) => ({ ...base, value }));
}

const numbersIn = (text: string): string[] => text.match(/\d+(\.\d+)?/g) ?? [];
const english = /\b(needs|attendance|mark|latest|least|most|incident|yet|credits|days?|offense|clear|average|benchmark)\b/i;

describe('In Spanish', () => {
  it('a finding of any published rule has the same figures and no English word', () => {
    expect(outcomes.length).toBeGreaterThan(200);
    for (const { judgement, outcome } of outcomes) {
      const [en, es] = [reasonOf(outcome, judgement), reasonOf(outcome, judgement, 'es')];
      expect([es, numbersIn(es)]).toEqual([expect.not.stringMatching(english), numbersIn(en)]);
      expect(en).toMatch(english);
    }
  });

  it.each([
    [
      'math-benchmark',
      'early-grades',
      1,
      'La prueba de referencia más reciente en matemáticas no fue superada (se requiere que sea superada)',
    ],
    ['discipline', 'early-grades', 2, '2 incidentes con suspensión o expulsión (se requiere ninguna)'],
    ['ela', 'grade-6', 'F', 'La calificación actual más baja en inglés (artes del lenguaje) es F (se requiere D o mejor)'],
  ])('%s of %s reads as a sentence', (name, milestone, value, sentence) => {
    const judgement = { rules: shippedProfile('ew-framework'), milestone };
    expect(reasonOf({ name, value, threshold: 0, result: 'fail' }, judgement, 'es')).toBe(sentence);
  });

  it.each<CauseKind>(['absences-in-a-row', 'discipline', 'failing-courses', 'no-contact', 'community-size', 'wave', 'silent-feed'])(
    'an alert for %s says why',
    (cause) => {
      const evidence = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05', '2025-09-08'];
      const alert = { cause, level: 6, evidence, conditions: [], milestone: null } as unknown as AlertRaised;
      const [[en = ''], [es = '']] = [alertReasons(alert, null), alertReasons(alert, null, 'es')];
      expect(numbersIn(es)).toEqual(numbersIn(en));
      expect(es).not.toBe(en);
    },
  );
});
