import { parseStream } from '#libs/domain';
import type { EventLog, RecordedEvent } from '#libs/event-sourcing';
import { memoryPrefixes } from '../../../alerting/index.js';
import { AlertAudit, type AuditCounts } from './alert-audit.js';
import { BreachError } from './breach.error.js';

const BATCH = 20_000;

/** Reads a log twice, first what followed from what. @throws BreachError for the first promise that is broken. */
export async function auditLog(log: EventLog, signal: AbortSignal): Promise<AuditCounts> {
  const upTo = await log.head();
  const followers = await followersByCause(log, upTo);
  const audit = new AlertAudit();
  const tell = (cause: RecordedEvent): void => {
    for (const follower of followers.get(cause.position) ?? []) audit.followed(follower, cause);
    followers.delete(cause.position);
  };
  const positions = [...followers.keys()].sort((a, b) => a - b);
  let next = 0;
  for await (const { events } of log.read({ prefixes: memoryPrefixes, upTo, batchSize: BATCH })) {
    signal.throwIfAborted();
    for (const event of events) {
      // Causes among students' records are few and are read one by one.
      for (let at = positions[next]; at !== undefined && at < event.position; at = positions[++next]) {
        if (followers.has(at)) tell(await eventAt(log, at, upTo));
      }
      if (parseStream(event.stream).kind !== 'alert') audit.happened(event);
      else if (causePositionOf(event) === null) audit.followed(event, event);
      tell(event);
    }
  }
  for (const at of positions.slice(next)) if (followers.has(at)) tell(await eventAt(log, at, upTo));
  audit.ended();
  return audit.counts;
}

/** Events of alerts by the position of what they followed from, in order. */
async function followersByCause(log: EventLog, upTo: number): Promise<Map<number, RecordedEvent[]>> {
  const followers = new Map<number, RecordedEvent[]>();
  for await (const { events } of log.read({ prefixes: ['alert-'], upTo, batchSize: BATCH })) {
    for (const event of events) {
      const cause = causePositionOf(event);
      if (cause === null) continue;
      const own = followers.get(cause);
      if (own === undefined) followers.set(cause, [event]);
      else own.push(event);
    }
  }
  return followers;
}

async function eventAt(log: EventLog, position: number, upTo: number): Promise<RecordedEvent> {
  const range = { after: Math.min(position, upTo) - 1, upTo: Math.min(position, upTo) };
  for await (const { events } of log.read(range)) {
    const event = events.find((each) => each.position === position);
    if (event !== undefined) return event;
  }
  throw new BreachError(`Something was decided because of event ${position}, which is not in the log.`);
}

/** null: a person did it. */
function causePositionOf({ metadata: { causePosition } }: RecordedEvent): number | null {
  return typeof causePosition === 'number' ? causePosition : null;
}
