import { describe, expect, it } from '@jest/globals';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore, type OpenedEventStore } from '#libs/event-store';
import { lastSchoolDay } from '#libs/views';
import { Intake } from '../../ingestion/index.js';
import { Simulation, type SimulationParts } from './simulation.js';

const demo = { district: 'demo', students: 40, communities: 1, seed: 7, firstYear: 2026 };
const today = '2025-09-12';

function district() {
  const opened = openMemoryEventStore();
  const directory = openMemoryDirectory('a secret for tests');
  const intake = new Intake({ store: opened.store, directory });
  const simulation = (options: Partial<SimulationParts> = {}): Simulation =>
    new Simulation({ demo, store: opened.store, intake, today, daySeconds: 0.01, signal: new AbortController().signal, ...options });
  return { ...opened, intake, simulation };
}

/** What is known, in the order in which it was said; who it is about stands behind random keys. */
async function factsIn({ log }: Pick<OpenedEventStore, 'log'>): Promise<unknown[]> {
  const facts: unknown[] = [];
  for await (const { events } of log.read())
    facts.push(...events.map(({ type, data, superseded }) => [type, superseded, JSON.stringify(data)]));
  return facts;
}

/** Without ids that are drawn at random. */
function withoutKeys(facts: readonly unknown[]): string[] {
  return facts.map((fact) => JSON.stringify(fact).replaceAll(/[0-9a-f]{32}/g, 'key'));
}

describe('A simulated district', () => {
  it('has its history up to today, and not a day more', async () => {
    const { store, simulation } = district();
    await simulation().catchUp();
    expect(await lastSchoolDay(store, 'demo')).toBe('2025-09-12');
  });

  it('comes to the same end wherever it was stopped and started again', async () => {
    const undisturbed = district();
    await undisturbed.simulation().catchUp();
    const all = withoutKeys(await factsIn(undisturbed));
    for (const stopAfter of [1, 2, 3, 5, 8]) {
      const disturbed = district();
      const stop = new AbortController();
      let batches = 0;
      const take: SimulationParts['intake']['take'] = (items) => {
        if (++batches === stopAfter) stop.abort();
        return disturbed.intake.take(items);
      };
      await disturbed.simulation({ intake: { take }, signal: stop.signal }).catchUp();
      expect((await factsIn(disturbed)).length).toBeLessThan(all.length);
      await disturbed.simulation().catchUp();
      expect(withoutKeys(await factsIn(disturbed))).toEqual(all);
    }
  });

  it('goes on day by day after today, with every record of a day', async () => {
    const { store, log, simulation } = district();
    const stop = new AbortController();
    const days: string[] = [];
    const onDay = (date: string): void => {
      days.push(date);
      if (date === '2025-09-17') stop.abort();
    };
    const running = simulation({ signal: stop.signal, onDay });
    await running.catchUp();
    await running.goOn();
    expect(days.slice(-3)).toEqual(['2025-09-15', '2025-09-16', '2025-09-17']);
    expect(await lastSchoolDay(store, 'demo')).toBe('2025-09-17');
    const undisturbed = district();
    await undisturbed.simulation({ today: '2025-09-16' }).catchUp();
    const all = withoutKeys(await factsIn(undisturbed));
    expect(withoutKeys(await factsIn({ log })).slice(0, all.length)).toEqual(all);
  });
});
