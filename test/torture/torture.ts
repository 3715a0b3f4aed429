import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, type Account } from './account.js';
import { Chance } from './chance.js';

/** What one seed has come to. */
export interface Tortured {
  readonly kills: number;
  readonly account: Account;
  /** What is wrong; empty where nothing is. */
  readonly faults: readonly string[];
}

const MOST_KILLS = 6;
const SHOWN_DIFFERENCES = 10;

/** Lives a seed undisturbed and again with kills at random steps of the system, and compares what both have come to. */
export async function torture(seed: number): Promise<Tortured> {
  const folder = await mkdtemp(join(tmpdir(), 'torture-'));
  try {
    const steps = Number(await lifeOf(join(folder, 'undisturbed'), seed, 0));
    const undisturbed = await accountOf(join(folder, 'undisturbed'));
    const kills = await kill(join(folder, 'killed'), seed, steps);
    const account = await accountOf(join(folder, 'killed'));
    const faults = [...undisturbed.faults, ...account.faults, ...differences(undisturbed, account)];
    return { kills, account, faults };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function kill(folder: string, seed: number, steps: number): Promise<number> {
  const chance = new Chance(seed ^ 0x5eed);
  const wanted = chance.between(1, MOST_KILLS);
  for (let kills = 0; ; kills++) {
    const at = kills < wanted ? chance.between(1, Math.ceil((2 * steps) / (wanted + 1))) : 0;
    if ((await lifeOf(folder, seed, at)) !== null) return kills;
  }
}

/** A process that lives on where the last one has stopped. @returns what it prints; null where it was killed. */
function lifeOf(folder: string, seed: number, killAt: number): Promise<string | null> {
  const main = join(import.meta.dirname, 'life.main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main, folder, String(seed), String(killAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') done(null);
      else if (code === 0) done(printed.trim());
      else failed(new Error(`The life of seed ${seed} ended with ${code}.`));
    });
  });
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
