import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import type { AlertEvent } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { AnotherWriterError, type EventLog, type FailPoint } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, alertStory, weekdays } from '#libs/testing';
import { startAlerting } from './start-alerting.js';

const students = ['aa000000000000000000000000000001', 'bb000000000000000000000000000002', 'cc000000000000000000000000000003'];
const dates = weekdays('2025-10-13', 6);
const staff = ['ann', 'bo', 'cal'];

/** One thing that happens; `who` and `what` choose among students, people and marks. */
interface Happening {
  readonly kind: 'off' | 'back' | 'corrected' | 'absent' | 'present' | 'assigned' | 'unassigned' | 'contact';
  readonly who: number;
  readonly what: number;
}

const happening = fc.record({
  kind: fc.constantFrom<Happening['kind']>(
    'off',
    'off',
    'back',
    'corrected',
    'absent',
    'absent',
    'present',
    'assigned',
    'unassigned',
    'contact',
  ),
  who: fc.nat(students.length - 1),
  what: fc.nat(staff.length - 1),
});
/** What happens on each day. */
const history = fc.array(fc.array(happening, { maxLength: 8 }), { minLength: 1, maxLength: dates.length });

/** @param storeEvery the memory is stored after so many events: by default more than there are. */
async function house(storeEvery = 5_000) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const builder = new AlertHistoryBuilder(store);
  await builder.adoptTriggers('staged-response');
  await builder.assigned('max', 'administrator', { schoolId: 's1' });
  await builder.assigned('cal', 'counselor', { schoolId: 's1' });
  await builder.calendar('s1', 2026);
  for (const key of students) {
    await builder.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '06', entryDate: '2025-09-01' });
  }
  const isOff = new Set<string>();
  const happen = (date: string, { kind, who, what }: Happening): Promise<void> => {
    const key = students[who] ?? '';
    const person = staff[what] ?? '';
    switch (kind) {
      case 'off':
        if (isOff.has(key)) return Promise.resolve();
        isOff.add(key);
        return builder.status(key, 'off-track', date);
      case 'back':
      case 'corrected':
        if (!isOff.delete(key)) return Promise.resolve();
        return builder.status(key, 'on-track', date, { ended: kind === 'back' ? 'recovered' : 'corrected' });
      case 'absent':
        return builder.attendance(key, date, 'a');
      case 'present':
        return builder.attendance(key, date, 'p');
      case 'assigned':
        return builder.advocate(person, key);
      case 'unassigned':
        return builder.staff(person, 'staff-unassigned', { role: 'advocate', studentKey: key, to: date });
      case 'contact':
        return builder.contact(key, date);
    }
  };
  const run = async (batchSize: number, failPoint?: FailPoint): Promise<void> => {
    const parts = { store, log, models, storeEvery, ...(failPoint && { failPoint }) };
    await (await startAlerting(parts, { once: true, batchSize })).run();
  };
  return { log, models, builder, happen, run };
}

type House = Awaited<ReturnType<typeof house>>;

/** Lives through the days; `work` brings alerting up to date in between. */
async function live(here: House, days: readonly (readonly Happening[])[], work: (here: House) => Promise<void>): Promise<string[]> {
  for (const [index, happenings] of days.entries()) {
    const date = dates[index] ?? '';
    await here.builder.day(date);
    await here.builder.hours(date, 7, 8, 9, 10);
    for (const each of happenings) await here.happen(date, each);
    await work(here);
    await here.builder.hours(date, 11, 12, 13, 14, 15, 18);
    await work(here);
  }
  return (await alertStory(here.log)).toSorted();
}

/** Fails at the n-th step, counted from 0. */
function crashAt(n: number): FailPoint {
  let step = 0;
  return () => {
    if (step++ === n) throw new Error('crash');
  };
}

/** What was told twice: nothing. */
async function toldTwice(log: EventLog): Promise<string[]> {
  const seen = new Set<string>();
  const twice: string[] = [];
  for await (const { events } of log.read({ prefixes: ['alert-'] })) {
    for (const { stream, type, data } of events) {
      const event = { type, data } as AlertEvent;
      if (event.type !== 'alert-notified.v1') continue;
      const { about, turn, staff: person } = event.data;
      const key = `${stream} ${about} ${turn} ${person}`;
      if (seen.has(key)) twice.push(key);
      seen.add(key);
    }
  }
  return twice;
}

const clean = (here: House): Promise<void> => here.run(2_000);

describe('whatever crashes', () => {
  const crashes = fc.array(fc.record({ batchSize: fc.integer({ min: 1, max: 8 }), at: fc.integer({ min: 0, max: 40 }) }), { maxLength: 4 });

  /** At each start the memory is what was stored, or folded anew, or some of both. */
  const storeEvery = fc.constantFrom(1, 4, 5_000);

  test.prop([history, crashes, storeEvery], { numRuns: 80 })('no alert is lost, and nobody is told twice', async (days, runs, every) => {
    const crashing = await house(every);
    const story = await live(crashing, days, async ({ run }) => {
      for (const { batchSize, at } of runs) {
        await run(batchSize, crashAt(at)).catch((error: unknown) => expect(error).toHaveProperty('message', 'crash'));
      }
      await run(3);
    });
    expect(await toldTwice(crashing.log)).toEqual([]);
    expect(story).toEqual(await live(await house(), days, clean));
  });

  it('each step between decision, log and checkpoint can be the one', async () => {
    const seen = new Set<string>();
    const here = await house(1);
    await here.builder.day('2025-10-13');
    await here.happen('2025-10-13', { kind: 'off', who: 0, what: 0 });
    await here.run(2_000, (step) => void seen.add(step));
    expect([...seen]).toEqual([
      'before-documents',
      'before-alerts',
      'after-alerts',
      'after-digests',
      'before-memory',
      'after-memory',
      'after-documents',
      'after-checkpoint',
    ]);
  });
});

describe('two alerting processes at once', () => {
  const pace = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 });

  /** Lets others run for a while between steps. */
  function dawdling(turns: readonly number[]): FailPoint {
    let step = 0;
    return async () => {
      for (let turn = turns[step++ % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve();
    };
  }

  test.prop([history, pace, pace], { numRuns: 40 })(
    'harm nothing, also where a lease has run out: who stops says why',
    async (days, one, other) => {
      const here = await house(4);
      const story = await live(here, days, async ({ run }) => {
        for (const result of await Promise.allSettled([one, other].map((turns) => run(4, dawdling(turns))))) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(AnotherWriterError);
        }
        await run(2_000);
      });
      expect(await toldTwice(here.log)).toEqual([]);
      expect(story).toEqual(await live(await house(), days, clean));
    },
  );
});
