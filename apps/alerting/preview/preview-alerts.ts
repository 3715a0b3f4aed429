import { parseStream, type DistrictFacts, type TriggerSet } from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { alertingPrefixes } from '../alerting.process.js';
import { noNotices, type NoticeFigures, type Period, type StaffWeek } from './notice-tally.js';
import { PastCommunities } from './past-communities.js';
import { TrialRun } from './trial-run.js';

export interface PreviewRequest {
  readonly district: string;
  readonly period: Period;
  readonly proposed: TriggerSet;
  readonly signal?: AbortSignal;
  /** Told how far the log has been read. */
  readonly onProgress?: (position: number, head: number) => void;
}

/** Days after the period on which its last digests are told. */
const LAST_DIGESTS = 1;

/** One member of staff in one week, under the triggers that were in force and under those proposed. */
export interface PreviewedWeek extends StaffWeek {
  readonly now: NoticeFigures;
  readonly proposed: NoticeFigures;
}

/**
 * How many notices each member of staff would have received, had other triggers been in force from the first day on; and how many
 * under those that were. The log is read from its beginning; nothing is appended to it and nobody is told.
 * @returns in no order; those who are told of nothing in a week are left out of it.
 */
export async function previewAlerts(
  { store, log }: { readonly store: EventStore; readonly log: EventLog },
  { district, period, proposed, signal, onProgress }: PreviewRequest,
): Promise<PreviewedWeek[]> {
  const past = new PastCommunities();
  const communities = (...[of, year, community]: Parameters<PastCommunities['of']>) => Promise.resolve(past.of(of, year, community));
  const parts = { store, communities, period };
  const [now, then] = [new TrialRun({ ...parts, proposed: null }), new TrialRun({ ...parts, proposed })];
  const head = await log.head();
  let daysAfter = 0;
  for await (const { events, position } of log.read({ prefixes: alertingPrefixes, upTo: head })) {
    signal?.throwIfAborted();
    onProgress?.(position, head);
    for (const event of events) {
      if (event.superseded || parseStream(event.stream).district !== district) continue;
      if (startsDayAfter(event, period)) daysAfter += 1;
      if (daysAfter > LAST_DIGESTS) break;
      past.apply(event);
      await now.handle(event);
      await then.handle(event);
    }
    if (daysAfter > LAST_DIGESTS) break;
  }
  return weeksOf(now.figures(district), then.figures(district));
}

function startsDayAfter({ type, data }: RecordedEvent, { to }: Period): boolean {
  return type === 'school-day-started.v1' && (data as DistrictFacts['school-day-started']).date > to;
}

type Figures = ReturnType<TrialRun['figures']>;

function weeksOf(now: Figures, proposed: Figures): PreviewedWeek[] {
  const weeks = new Map<string, PreviewedWeek>();
  for (const [side, all] of Object.entries({ now, proposed })) {
    for (const { week, staff, figures } of all) {
      const name = JSON.stringify([week, staff]);
      const known = weeks.get(name) ?? { week, staff, now: noNotices, proposed: noNotices };
      weeks.set(name, { ...known, [side]: figures });
    }
  }
  return [...weeks.values()];
}
