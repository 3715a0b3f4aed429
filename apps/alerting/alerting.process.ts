import { alertStream, parseStream, routeFor, statusStream, type StatusChanged, type StreamName } from '#libs/domain';
import type { EventStore, LogBatch, RecordedEvent } from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';
import { carryOut, type CausedCommand } from './open-alerts.js';
import type { StaffAssignments } from './staff-assignments.js';

export const ALERTING = 'alerting';
export const alertingPrefixes = ['status-', 'staff-'] as const;

/** Namespace of the ids of alerts. */
const ALERTS = '3c0f7a52-7b0e-5a55-b1f7-2b9a5a7d4e11';
const STATUS_CHANGED = 'on-track-status-changed.v1';
const RULE = 'off-track';

type StatusStream = Extract<StreamName, { kind: 'student' | 'status' }>;

export interface AlertingOptions {
  readonly store: EventStore;
  readonly assignments: StaffAssignments;
  /** Called between the steps; a test may crash there. */
  readonly failPoint?: (name: string) => void | Promise<void>;
}

/** Raises an alert when a student goes off track, tells who is assigned, and ends it when the student is no longer. */
export class AlertingProcess {
  readonly #options: AlertingOptions;
  /** Status stream to the event that opened its present episode. */
  readonly #episodes = new Map<string, string>();

  constructor(options: AlertingOptions) {
    this.#options = options;
  }

  /** Handles a batch; every alert it comes to is in the log when this resolves. */
  async handle(batch: LogBatch): Promise<void> {
    const commands: CausedCommand[] = [];
    for (const event of batch.events) {
      const stream = parseStream(event.stream);
      if (stream.kind === 'staff') this.#options.assignments.apply(event);
      else if (stream.kind === 'status' && event.type === STATUS_CHANGED) commands.push(...(await this.#react(stream, event)));
    }
    await carryOut(this.#options.store, commands);
    await this.#options.failPoint?.('after-alerts');
  }

  async #react(stream: StatusStream, event: RecordedEvent): Promise<CausedCommand[]> {
    const change = event.data as StatusChanged;
    const isOff = change.status === 'off-track';
    if (isOff === (change.previous === 'off-track')) return [];
    if (isOff) {
      this.#episodes.set(event.stream, event.id);
      return [raise(stream, event, change, this.#options.assignments)];
    }
    const episode = this.#episodes.get(event.stream) ?? (await this.#findEpisode(stream, event.revision));
    this.#episodes.delete(event.stream);
    const ended = { ended: change.ended ?? 'recovered', asOf: change.asOf };
    return [{ stream: streamOf(stream, episode), cause: event.id, command: { kind: 'end', ...ended, notices: [] } }];
  }

  /** The change with which the student went off track, the last one before a revision. */
  async #findEpisode({ district, key, year }: StatusStream, before: number): Promise<string> {
    const name = statusStream(district, key, year);
    const events = await this.#options.store.readStream(name, { direction: 'backward', from: before - 1 });
    const opening = events.find(({ data }) => {
      const { status, previous } = data as StatusChanged;
      return status === 'off-track' && previous !== 'off-track';
    });
    if (opening === undefined) throw new Error(`${name} leaves off-track at revision ${before} but never went off track.`);
    return opening.id;
  }
}

function raise(stream: StatusStream, event: RecordedEvent, change: StatusChanged, assignments: StaffAssignments): CausedCommand {
  const { asOf, profile, profileVersion, gradeLevel, schoolId, communityId, milestone, conditions, silent } = change;
  const studentKey = stream.key;
  const route = routeFor({ studentKey, communityId, schoolId }, asOf, assignments.of(stream.district));
  return {
    stream: streamOf(stream, event.id),
    cause: event.id,
    command: {
      kind: 'raise',
      route,
      notices: route.staff.map((staff) => ({ staff })),
      alert: {
        studentKey,
        schoolYear: stream.year,
        rule: RULE,
        episode: event.id,
        asOf,
        profile,
        profileVersion,
        gradeLevel,
        schoolId,
        communityId,
        milestone,
        conditions,
        ...(silent === undefined ? {} : { silent }),
      },
    },
  };
}

/** Student, rule and episode make the alert's id: the same cause cannot raise it twice. */
function streamOf({ district, key, year }: StatusStream, episode: string): string {
  return alertStream(district, key, uuidV5(`${district}/${key}/${year}/${RULE}/${episode}`, ALERTS));
}
