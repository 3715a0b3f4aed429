import { availableParallelism } from 'node:os';
import { schoolYearOf } from '#libs/domain';
import { lastSchoolDay } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import type { Format } from '../format/format-option.js';
import { CommandFailedError, UsageError } from '../terminal/failures.js';
import { dateOption } from '../terminal/values.js';

/** The command as it was given. */
export interface ReplayCommand {
  readonly profile: string;
  readonly district?: string | undefined;
  readonly from?: string | undefined;
  readonly to: readonly string[];
  readonly topic?: string | undefined;
  readonly workers?: number | undefined;
  readonly communities: boolean;
  readonly all: boolean;
  readonly format: Format;
}

/** The command as it was understood, before anything is opened. */
export interface ReplayPlan {
  readonly from: string | null;
  /** null: the district's day. */
  readonly to: string | null;
  /** Where changes are sent; null: nowhere. */
  readonly topic: string | null;
  readonly workers: number;
}

const KAFKA = 'kafka';
const MOST_WORKERS = 64;

/** @throws UsageError */
export async function planOf(command: ReplayCommand): Promise<ReplayPlan> {
  const [to = null, ...others] = command.to.filter((each) => each !== KAFKA).map((date) => dateOption('--to', date));
  if (others.length > 0) throw new UsageError('--to names two days: give one, and kafka beside it where changes are to be sent.');
  return {
    from: command.from === undefined ? null : dateOption('--from', command.from),
    to,
    topic: await topicOf(command),
    workers: workersOf(command),
  };
}

/** The day that both rules are asked for. @throws UsageError where the days do not fit together. */
export async function dayOf({ from, to }: ReplayPlan, { store }: Embedded, district: string): Promise<string> {
  const day = to ?? (await lastSchoolDay(store, district));
  if (day === null) throw new CommandFailedError(`district ${district} has no school day yet: ask for a day with --to DATE.`);
  if (from === null) return day;
  if (from > day) throw new UsageError(`--from ${from} is after ${day}: expected a day before the one that is asked for.`);
  if (schoolYearOf(from) !== schoolYearOf(day)) {
    throw new UsageError(`--from ${from} and ${day} are of two school years, which end on June 30: ask for one at a time.`);
  }
  return day;
}

async function topicOf({ to, topic: given }: ReplayCommand): Promise<string | null> {
  if (to.includes(KAFKA)) return replayTopic(given);
  if (given === undefined) return null;
  throw new UsageError('--topic is only for --to kafka.');
}

/** What comes in and goes out by a live topic is so; what is replayed is not. */
async function replayTopic(given: string | undefined): Promise<string> {
  const { DEAD_LETTER_TOPIC, REPLAY_TOPIC, sisTopics, STATUS_TOPIC } = await import('#libs/contracts');
  const topic = given ?? REPLAY_TOPIC;
  const live: readonly string[] = [...sisTopics, DEAD_LETTER_TOPIC, STATUS_TOPIC];
  if (!live.includes(topic)) return topic;
  throw new UsageError(`--topic ${topic} is a live one: a replay is never sent where others expect what is so.`);
}

function workersOf({ workers = Math.min(availableParallelism(), MOST_WORKERS) }: ReplayCommand): number {
  if (workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new UsageError(`--workers is ${workers}: expected a whole number from 1 to ${MOST_WORKERS}.`);
}
