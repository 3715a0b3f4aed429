import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { Distributed, SHORT_LEASES, type Part } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { inBatches, simulatedFile, type SimulatedFile } from './simulated-file.js';

const SKEW_MS = 5 * 60_000;

function clockAhead(ms: number): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=${pathToFileURL('test/shifted-clock.ts').href}?ahead=${ms}` };
}

const [fast, slow] = [clockAhead(SKEW_MS), clockAhead(-SKEW_MS)];

const parts = {
  ingestion: { name: 'ingestion', as: 'ingestion', settings: fast },
  projections: { name: 'projections', as: 'projections' },
  alerting: { name: 'alerting', as: 'alerting', settings: slow },
  standBy: { name: 'alerting', as: 'standing by', settings: fast },
  gateway: { name: 'gateway', as: 'gateway', settings: slow },
} as const satisfies Record<string, Part>;

describe('Processes whose clocks differ by five minutes', () => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 120, 30);
    processes = await Distributed.in(homeroom.folder, SHORT_LEASES);
    for (const { name, as, settings } of Object.values<Part>(parts)) await processes.start(name, as, settings);
  });
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
  });

  it('leave each other their work, take over what was killed, and come to the same state', async () => {
    const [first = [], second = [], third = []] = inBatches(simulated.lines, Math.ceil(simulated.lines.length / 3));
    const posting = post(first);
    for (const settings of [fast, slow]) await isRefused(settings);
    await posting;
    expect(processes.service('projections').hasEnded).toBe(false);
    expect(processes.service('projections').output).not.toContain('took over');

    await processes.service('alerting').kill();
    await processes.service('projections').kill();
    const again = post(second);
    await processes.start('projections', 'projections', fast);
    await again;
    await post(third);
    expect(await processes.state()).toBe(await processes.state(simulated.embedded));
    for (const { as } of [parts.projections, parts.standBy]) {
      expect(await (await processes.operations(as, '/api/health')).json()).toEqual({ status: 'up', reasons: [] });
    }
  });

  /** Another process for the same students ends, and says who works on them. */
  async function isRefused(settings: Readonly<Record<string, string>>): Promise<void> {
    const other = processes.begin('projections', settings);
    expect(await other.ended).toBe(1);
    expect(other.output).toMatch(/students are evaluated by process \d+ on .*: stop that one first/);
  }

  async function post(lines: readonly string[]): Promise<void> {
    for (const batch of inBatches(lines, 500)) expect(await processes.post(batch)).toMatchObject({ status: 200 });
  }
});
