import { Worker } from 'node:worker_threads';
import type { Embedded } from '../../standalone/index.js';
import { referencePrefixes, Shard } from '#libs/views';
import {
  linkedGroups,
  linkedOf,
  replayHistory,
  type ReplayedChange,
  type LinkedStudents,
  type ReplayedRow,
  type ReplayQuestion,
} from '#libs/replay';
import type { Progress } from '../terminal/progress.js';
import type { PartMessage, ReplayPart } from './replay-part.js';

export interface PartsWatch {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Takes changes of status; those of one student come in their order. null: they are not wanted. */
  readonly onChanges: ((changes: readonly ReplayedChange[]) => Promise<void>) | null;
}

/** Replays the students in so many parts, by ranges of their keys, each in a thread of its own; a single one in this thread. */
export async function runParts(
  { log, logUrl }: Pick<Embedded, 'log' | 'logUrl'>,
  asked: Omit<ReplayQuestion, 'prefixes' | 'linked'>,
  parts: number,
  watch: PartsWatch,
): Promise<readonly ReplayedRow[]> {
  const progressOf = progressOfParts(watch.progress, parts, asked.upTo);
  const groups = await linkedGroups(log, asked.upTo);
  const questions = Shard.all(parts).map((shard): ReplayQuestion => {
    const linked = linkedOf(groups, (key) => shard.covers(key));
    return { ...asked, linked, prefixes: prefixesOf(shard, linked) };
  });
  const [only, ...others] = questions;
  if (only !== undefined && others.length === 0) return runHere(log, only, { ...watch, seen: progressOf(0) });
  const stopping = new AbortController();
  const signal = AbortSignal.any([watch.signal, stopping.signal]);
  const running = questions.map((question, index) => {
    const part = { logUrl, question, tellsChanges: watch.onChanges !== null };
    return runThread(part, { ...watch, signal, seen: progressOf(index) });
  });
  try {
    return (await Promise.all(running)).flat();
  } finally {
    stopping.abort();
    await Promise.allSettled(running);
  }
}

/** What is a part's share already is read once, however many prefixes a stream begins with. */
function prefixesOf(shard: Shard, { own }: LinkedStudents): string[] {
  const statuses = own.map((beginning) => beginning.replace('student-', 'status-'));
  return [...shard.studentPrefixes(), ...shard.statusPrefixes(), ...(shard.isWhole ? [] : [...own, ...statuses]), ...referencePrefixes];
}

/** One figure for all parts: each walks through the whole log. */
function progressOfParts(progress: Progress, parts: number, upTo: number): (part: number) => (position: number) => void {
  const positions = Array.from({ length: parts }, () => 0);
  return (part) => (position) => {
    positions[part] = position;
    progress.update(Math.floor(positions.reduce((sum, each) => sum + each, 0) / parts), upTo);
  };
}

interface PartWatch extends PartsWatch {
  readonly seen: (position: number) => void;
}

function runHere(log: Embedded['log'], question: ReplayQuestion, { signal, seen, onChanges }: PartWatch): Promise<ReplayedRow[]> {
  return replayHistory(log, question, {
    signal,
    ...(onChanges !== null && { onChanges }),
    onPage: async (position) => {
      seen(position);
      // A page is folded without a pause: signals and the progress get their turn here.
      await new Promise(setImmediate);
    },
  });
}

async function runThread(part: ReplayPart, { signal, seen, onChanges }: PartWatch): Promise<readonly ReplayedRow[]> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./replay.worker.js', import.meta.url), { workerData: part });
  const { promise, resolve, reject } = Promise.withResolvers<readonly ReplayedRow[]>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`A thread of the replay ended with ${code} before its answer.`)));
  worker.on('message', (message: PartMessage) => {
    switch (message.kind) {
      case 'page':
        return seen(message.position);
      case 'changes':
        return void onChanges?.(message.changes).then(() => worker.postMessage('taken', []), reject);
      case 'rows':
        return resolve(message.rows);
    }
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
