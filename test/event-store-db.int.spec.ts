import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbStandIn, StandInProcess } from '#libs/testing';
import { Homeroom } from './homeroom.js';

const size = ['--students', '60', '--days', '25', '--seed', '11', '--district', 'lincoln'];
const LIMIT_MS = 300_000;
/** Sizes of the server's file, all well below that of the whole log. */
const KILLED_AT_BYTES = [20_000, 100_000, 200_000, 300_000];

let homeroom: Homeroom;
let undisturbed: string;

beforeEach(async () => {
  homeroom = await Homeroom.start();
  undisturbed = await simulated({});
}, LIMIT_MS);

afterEach(() => homeroom.end());

/** Simulates a district into a folder with these settings and verifies it; answers the hash of its state. */
async function simulated(settings: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(homeroom.folder, settings['EVENT_STORE_URL'] === undefined ? 'sqlite' : 'server');
  const environment = { HOMEROOM_DATA_DIR: folder, ...settings };
  for (const args of [
    ['simulate', ...size],
    ['verify', '--format', 'json'],
  ]) {
    const { code, out, err } = await homeroom.run(args, { environment });
    if (code !== 0) throw new Error(`homeroom ${args[0]} ended with ${code}: ${err}`);
    if (args[0] === 'verify') return (JSON.parse(out) as { state: string }).state;
  }
  throw new Error('Nothing was verified.');
}

const onServer = (url: string) => ({ EVENT_STORE_URL: url, HOMEROOM_SECRET: 'the same for every process' });

describe('The embedded profile with its log on an EventStoreDB server (stand-in)', () => {
  it(
    'comes to the state of the one with its log in SQLite',
    async () => {
      const standIn = await EventStoreDbStandIn.start();
      expect(await simulated(onServer(standIn.url))).toBe(undisturbed);
      standIn.close();
    },
    LIMIT_MS,
  );

  it(
    'comes to it while acknowledgements are lost, calls break, end, hang and come late',
    async () => {
      const standIn = await EventStoreDbStandIn.start();
      const { faults } = standIn;
      const disturbances = [
        async () => void (faults.loseAcknowledgements = 2),
        async () => standIn.dropCalls(),
        async () => void (faults.delayMs = faults.delayMs === 0 ? 10 : 0),
        async () => {
          standIn.stop();
          await delay(50);
          await standIn.listen();
        },
        async () => {
          faults.notReady = true;
          await delay(50);
          faults.notReady = false;
        },
      ];
      let rounds = 0;
      const ended = new AbortController();
      // An append whose call ends quietly is noticed by its time only: once is enough.
      setTimeout(() => standIn.endCalls(), 500);
      const disturbing = (async () => {
        while (!ended.signal.aborted) {
          await disturbances[rounds++ % disturbances.length]?.();
          // Further and further apart: a busy machine must come to the end of a read between two of them.
          await delay(200 + 20 * rounds, undefined, { signal: ended.signal }).catch(() => undefined);
        }
      })();
      try {
        expect(await simulated(onServer(standIn.url))).toBe(undisturbed);
      } finally {
        ended.abort();
        await disturbing;
        standIn.close();
      }
      expect(rounds).toBeGreaterThan(disturbances.length);
    },
    LIMIT_MS,
  );

  it(
    'comes to it while its server is killed and started again',
    async () => {
      const file = join(homeroom.folder, 'server.log');
      const server = await StandInProcess.start(file);
      let kills = 0;
      const ended = new AbortController();
      const killing = (async () => {
        for (const bytes of KILLED_AT_BYTES) {
          while (statSync(file).size < bytes && !ended.signal.aborted) await delay(5);
          if (ended.signal.aborted) return;
          await server.kill();
          kills++;
          await server.start();
        }
      })();
      try {
        expect(await simulated(onServer(server.url))).toBe(undisturbed);
      } finally {
        ended.abort();
        await killing;
        await server.kill();
      }
      expect(kills).toBe(KILLED_AT_BYTES.length);
    },
    LIMIT_MS,
  );
});
