import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, type Account } from './account.js';
import { wrongAnswers } from './answers.js';
import { Chance } from './chance.js';
import { live, type LifeOptions } from './life.js';
import { planOf } from './plan.js';
import { straysOf } from './strays.js';

type Planned = Pick<LifeOptions, 'folder' | 'plan'>;

/** What one seed has come to. */
export interface Tortured {
  readonly kills: number;
  /** True: a process was killed by a signal; false: an error ended the life in this one. */
  readonly byProcess: boolean;
  readonly account: Account;
  /** What is wrong; empty where nothing is. */
  readonly faults: readonly string[];
}

const MOST_KILLS = 6;
/** Files in memory, where there are such: what is killed here is a process, not a disk. */
const MEMORY = '/dev/shm';
/** Starting processes takes longer than living. */
const PROCESSES_EVERY = 10;
const SHOWN_DIFFERENCES = 10;

/**
 * Lives a seed's plan undisturbed, and again with kills at random steps of the system. Both must have come to the same, and to what the model
 * says of the records alone.
 */
export async function torture(seed: number): Promise<Tortured> {
  const plan = planOf(seed, straysOf(seed));
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'torture-'));
  try {
    const undisturbed = { folder: join(folder, 'undisturbed'), plan };
    const killed = { folder: join(folder, 'killed'), plan };
    const steps = await stepsOf(undisturbed);
    const byProcess = seed % PROCESSES_EVERY === 0;
    const kills = await kill(byProcess ? await lifeInProcesses(killed, folder) : lifeInHere(killed), seed, steps);
    const [expected, account] = [await accountOf(undisturbed.folder), await accountOf(killed.folder)];
    const wrong = [...(await wrongAnswers(undisturbed.folder, plan)), ...(await wrongAnswers(killed.folder, plan))];
    const faults = [...expected.faults, ...account.faults, ...differences(expected, account), ...wrong.slice(0, SHOWN_DIFFERENCES)];
    return { kills, byProcess, account, faults };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Lives on where the last life has stopped, until its N-th step; 0: to its end. @returns true where it came to its end. */
type Life = (killAt: number) => Promise<boolean>;

async function kill(life: Life, seed: number, steps: number): Promise<number> {
  const chance = new Chance(seed ^ 0x5eed);
  const wanted = chance.between(1, MOST_KILLS);
  for (let kills = 0; ; kills++) {
    const at = kills < wanted ? chance.between(1, Math.ceil((2 * steps) / (wanted + 1))) : 0;
    if (await life(at)) return kills;
  }
}

async function stepsOf(planned: Planned): Promise<number> {
  let taken = 0;
  await live({ ...planned, failPoint: () => void (taken += 1) });
  return taken;
}

/** A life that an error ends: after it nothing takes a further step. */
function lifeInHere(planned: Planned): Life {
  return async (killAt) => {
    let left = killAt === 0 ? Infinity : killAt;
    const failPoint = (): void => {
      if (--left <= 0) throw new KilledError('The life ends here.');
    };
    try {
      await live({ ...planned, failPoint });
    } catch (error) {
      // What is met in the ruins after the end is part of the end.
      if (left > 0) throw error;
    }
    return left > 0;
  };
}

class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** A life that is a process, which a signal ends. */
async function lifeInProcesses({ folder, plan }: Planned, place: string): Promise<Life> {
  const main = join(import.meta.dirname, '../../dist/test/torture/life.main.js');
  const file = join(place, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  return async (killAt) => {
    const child = spawn(process.execPath, ['--enable-source-maps', main, folder, file, String(killAt)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(`A life ended with ${code}.`);
    return signal !== 'SIGKILL';
  };
}

function differences(expected: Account, found: Account): string[] {
  const missing = without(expected.lines, found.lines).map((line) => `lost: ${line}`);
  const added = without(found.lines, expected.lines).map((line) => `too much: ${line}`);
  return [...missing.slice(0, SHOWN_DIFFERENCES), ...added.slice(0, SHOWN_DIFFERENCES)];
}

/** Lines that come more often in one list than in the other. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
