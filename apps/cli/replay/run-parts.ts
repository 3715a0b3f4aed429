import { linkedGroups, linkedOf, replayHistory, type LinkedStudents, type ReplayedRow, type ReplayQuestion } from '#libs/replay';
import { referencePrefixes, Shard } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import type { Progress } from '../terminal/progress.js';
import type { ReplayThread, ThreadWatch } from './replay-thread.js';

export interface PartsWatch extends Omit<ThreadWatch, 'seen'> {
  readonly progress: Progress;
}

/** Replays the students in parts, by ranges of their keys: one in each of the threads and one here. */
export async function runParts(
  { log, logUrl }: Pick<Embedded, 'log' | 'logUrl'>,
  asked: Omit<ReplayQuestion, 'prefixes' | 'linked'>,
  threads: readonly ReplayThread[],
  watch: PartsWatch,
): Promise<readonly ReplayedRow[]> {
  const parts = Shard.all(threads.length + 1);
  const progressOf = progressOfParts(watch.progress, parts.length, asked.upTo);
  const groups = await linkedGroups(log, asked.upTo);
  const stopping = new AbortController();
  const signal = AbortSignal.any([watch.signal, stopping.signal]);
  const running = parts.map((shard, index) => {
    const linked = linkedOf(groups, (key) => shard.covers(key));
    const question = { ...asked, linked, prefixes: prefixesOf(shard, linked) };
    const seen = progressOf(index);
    const thread = threads[index];
    if (thread === undefined) return runHere(log, question, { ...watch, signal, seen });
    return thread.ask({ logUrl, question, tellsChanges: watch.onChanges !== null }, { ...watch, signal, seen });
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

function runHere(log: Embedded['log'], question: ReplayQuestion, { signal, seen, onChanges }: ThreadWatch): Promise<ReplayedRow[]> {
  return replayHistory(log, question, { signal, onPage: seen, ...(onChanges !== null && { onChanges }) });
}
