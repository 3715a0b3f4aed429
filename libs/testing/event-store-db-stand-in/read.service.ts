import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { NOT_READY } from './append.service.js';
import { checkpointMessage, eventMessage, identifierOf, nameOf, streams } from './protocol.js';
import type { StandInFaults } from './stand-in-faults.js';
import type { StandInLog, StandInRecord } from './stand-in-log.js';

type ReadReq = InstanceType<typeof streams.ReadReq>;
type ReadResp = InstanceType<typeof streams.ReadResp>;
type Options = InstanceType<typeof streams.ReadReq.Options>;
type Filter = InstanceType<typeof streams.ReadReq.Options.FilterOptions>;
export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const DEFAULT_WINDOW = 32;

interface Parts {
  readonly log: StandInLog;
  readonly faults: StandInFaults;
}

/** Reads a stream or $all, or follows $all. */
export async function read({ log, faults }: Parts, call: ReadCall): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined || faults.hangReads) return;
  if (faults.notReady) return void call.emit('error', { code: status.UNAVAILABLE, details: NOT_READY });
  if (options.hasSubscription()) return follow({ log, faults }, call, options);
  for (const message of options.hasStream() ? streamMessages(log, options) : allMessages(log, options)) {
    if (call.cancelled) return;
    if (!call.write(message)) await drained(call);
  }
  call.end();
}

function* streamMessages(log: StandInLog, options: Options): Iterable<ReadResp> {
  const target = options.getStream();
  const stream = nameOf(target?.getStreamIdentifier());
  const indexes = log.indexesOf(stream);
  if (indexes.length === 0) {
    yield new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));
    return;
  }
  const backward = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const last = indexes.length - 1;
  const start = target?.hasRevision() === true ? Number(target.getRevision()) : backward ? last : 0;
  const chosen = backward
    ? indexes.slice(Math.max(0, Math.min(start, last) - count + 1), Math.min(start, last) + 1).toReversed()
    : indexes.slice(start, start + count);
  for (const index of chosen) yield eventMessage(log.records[index] as StandInRecord);
}

function* allMessages(log: StandInLog, options: Options): Iterable<ReadResp> {
  const backward = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const from = options.getAll()?.getPosition();
  let left = Number(options.getCount());
  let index = backward ? log.records.length - 1 : 0;
  if (from !== undefined) index = firstIndexAfter(log, Number(from.getCommitPosition()) - 1) - (backward ? 1 : 0);
  for (; left > 0 && index >= 0 && index < log.records.length; index += backward ? -1 : 1, left--) {
    yield eventMessage(log.records[index] as StandInRecord);
  }
}

/** First what stands, then what comes, with checkpoints where a filter lets little through. */
async function follow({ log, faults }: Parts, call: ReadCall, options: Options): Promise<void> {
  const accepts = acceptanceOf(options.getFilter());
  const interval = checkpointInterval(options.getFilter());
  let index = startOf(log, options);
  let live = false;
  call.write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID())));
  if (faults.delayMs > 0) await delay(faults.delayMs);
  for (let considered = 1; !call.cancelled && !call.destroyed;) {
    const record = faults.silentSubscriptions ? undefined : log.records[index];
    if (record === undefined) {
      if (!live) announceEnd({ log, faults }, call, interval < Infinity);
      live = true;
      await another(log, call);
      continue;
    }
    index++;
    if (accepts(record) && !call.write(eventMessage(record))) await drained(call);
    if (considered++ % interval === 0) call.write(checkpointMessage(record.position));
  }
}

function announceEnd({ log, faults }: Parts, call: ReadCall, filtered: boolean): void {
  if (faults.neverCaughtUp || faults.silentSubscriptions) return;
  const last = log.records.at(-1);
  if (filtered && last !== undefined) call.write(checkpointMessage(last.position));
  call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
}

/** Events that are considered between two checkpoints; without a filter there are none. */
function checkpointInterval(filter: Filter | undefined): number {
  if (filter === undefined) return Infinity;
  return (filter.getMax() || DEFAULT_WINDOW) * filter.getCheckpointintervalmultiplier();
}

function startOf(log: StandInLog, options: Options): number {
  const all = options.getAll();
  if (all?.hasEnd() === true) return log.records.length;
  const position = all?.getPosition();
  return position === undefined ? 0 : firstIndexAfter(log, Number(position.getCommitPosition()));
}

/** Index of the first event at a greater position. */
function firstIndexAfter({ records }: StandInLog, position: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle] as StandInRecord).position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function acceptanceOf(filter: Filter | undefined): (record: StandInRecord) => boolean {
  const byStream = filter?.getStreamIdentifier();
  const expression = byStream ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const textOf = (record: StandInRecord): string => (byStream === undefined ? record.type : record.stream);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => textOf(record).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex(), 'u');
  return (record) => pattern.test(textOf(record));
}

async function another(log: StandInLog, call: ReadCall): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const forget = log.onceMore(resolve);
  call.once('cancelled', resolve).once('close', resolve);
  await promise;
  call.off('cancelled', resolve).off('close', resolve);
  forget();
}

/** Waits until a slow reader has taken what was written, or has gone. */
async function drained(call: ReadCall): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  call.once('cancelled', leave).once('close', leave);
  if (!call.cancelled) await once(call, 'drain', { signal: gone.signal }).catch(() => undefined);
  call.off('cancelled', leave).off('close', leave);
}
