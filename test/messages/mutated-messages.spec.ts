import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { messageApp } from './message-app.js';
import { MessageHouse, type Account } from './message-house.js';
import { mutatedMessage, validEvents, type MutatedMessage } from './mutated-message.js';
import { waysIn } from './ways-in.js';

/** `npm run torture:messages -- 1000000 --seed 1` sets these. */
const MESSAGES = Number(process.env['TORTURE_MESSAGES'] ?? 3_000);
const SEED = Number(process.env['TORTURE_SEED'] ?? 1);
const FIRST = Number(process.env['TORTURE_FIRST'] ?? 0);

const OF_A_HOUSE = 10_000;
const AT_ONCE = 200;
const MOST_GROWTH_BYTES = 64 * 1024 * 1024;
const LIMIT_MS = 60_000 + MESSAGES * 20;

/** What came of all messages so far. */
const total: Account = { read: 0, appended: 0, unchanged: 0, deadLettered: 0, answered: 0, elements: 0 };

describe('Messages of every kind, broken in every way', () => {
  it(
    `of ${MESSAGES} from ${FIRST} on with seed ${SEED} none stops anything, and every one is accounted for`,
    async () => {
      const events = validEvents(SEED);
      const heaps: number[] = [];
      for (let from = FIRST; from < FIRST + MESSAGES; from += OF_A_HOUSE) {
        const messages = indexesFrom(from).map((index) => mutatedMessage(events, SEED, index));
        expect(await faultsOf(messages)).toEqual([]);
        heaps.push(heapUsed());
        if (MESSAGES > OF_A_HOUSE)
          process.stderr.write(`${from + messages.length - FIRST} of ${MESSAGES}: ${told(total)}, heap ${megabytes(heaps.at(-1))} MB\n`);
      }
      expect(total.read).toBeGreaterThan(0.9 * MESSAGES);
      // The first houses fill caches that have a bound.
      const early = Math.max(...heaps.slice(0, Math.ceil(heaps.length / 4)));
      expect(Math.max(...heaps) - early).toBeLessThan(MOST_GROWTH_BYTES);
    },
    LIMIT_MS,
  );
});

function indexesFrom(from: number): number[] {
  return Array.from({ length: Math.min(OF_A_HOUSE, FIRST + MESSAGES - from) }, (_, offset) => from + offset);
}

/** What is wrong with these in a house of their own; where something is, the first message that is wrong alone is named. */
async function faultsOf(messages: readonly MutatedMessage[]): Promise<string[]> {
  const { faults, suspects, account } = await lived(messages);
  for (const column of Object.keys(total) as (keyof Account)[]) total[column] += account[column];
  if (faults.length === 0) return [];
  for (const message of suspects) {
    const alone = await lived([message]);
    if (alone.faults.length > 0) {
      return [`again with: npm run torture:messages -- 1 --seed ${SEED} --first ${message.index} (${message.way})`, ...alone.faults];
    }
  }
  const [first] = messages;
  return [`again with: npm run torture:messages -- ${messages.length} --seed ${SEED} --first ${first?.index}`, ...faults];
}

interface Lived {
  readonly faults: readonly string[];
  /** Among whom the first fault is to be looked for. */
  readonly suspects: readonly MutatedMessage[];
  readonly account: Account;
}

async function lived(messages: readonly MutatedMessage[]): Promise<Lived> {
  const house = new MessageHouse();
  const { account } = house;
  const app = await messageApp(house);
  let suspects = messages;
  try {
    // An interchange is a whole; of the other ways some come, then some of another.
    const [elements, events] = parted(messages);
    for (const batch of [elements, ...inBatches(events)]) {
      for (const [way, ofWay] of Map.groupBy(batch, (message) => message.way)) {
        suspects = ofWay;
        await waysIn[way](house, ofWay, app);
      }
    }
    return { faults: await house.faults(), suspects: messages, account };
  } catch (error) {
    return { faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)], suspects, account };
  } finally {
    await app.close();
  }
}

function told(account: Account): string {
  return Object.entries(account)
    .map(([column, count]) => `${column} ${count}`)
    .join(', ');
}

function megabytes(bytes = 0): number {
  return Math.round(bytes / 1024 / 1024);
}

function parted(messages: readonly MutatedMessage[]): [MutatedMessage[], MutatedMessage[]] {
  const { elements = [], events = [] } = Object.groupBy(messages, ({ way }) => (way.startsWith('edfi') ? 'elements' : 'events'));
  return [elements, events];
}

function inBatches(messages: readonly MutatedMessage[]): (readonly MutatedMessage[])[] {
  const count = Math.ceil(messages.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => messages.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held after everything that is not has been let go. */
function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
