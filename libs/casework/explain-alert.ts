import { parseStream, type Access, type AlertEvent, type AlertRouted, type Contact, type Place, type StatusChanged } from '#libs/domain';
import type { EventLog, EventStore, ReadModels, RecordedEvent } from '#libs/event-sourcing';
import type { AlertDocument } from '#libs/views';
import { accessOf } from './access-of.js';
import { readDeliveries, type DeliveryStep } from './deliveries.js';
import { findAlert, placeOf, streamOf } from './find-alert.js';
import { readContacts } from './keep-contacts.js';

/** An event that something followed from, as the log has it. */
export interface SourceEvent {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  /** When it was appended. */
  readonly recordedAt: string;
  /** When its source knew. */
  readonly knownAt: string | null;
  readonly source: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One thing that happened to an alert. */
export interface AlertStoryStep {
  readonly at: string;
  readonly event: AlertEvent;
  /** What it followed from, the nearest first, down to the record; none where a person did it. */
  readonly causes: readonly SourceEvent[];
  /** Of a route: why each of its people may know of it, by the assignments of that day. */
  readonly access?: readonly (Access & { readonly staff: string })[];
  /** Of a notice: what became of it outside the inbox. */
  readonly deliveries?: readonly DeliveryStep[];
}

/** All that is known of an alert, from the record behind it to what came of it. Keys stand for people. */
export interface AlertStory {
  readonly alert: AlertDocument;
  readonly steps: readonly AlertStoryStep[];
  /** Contacts with the student since the day of the alert. */
  readonly contacts: readonly Contact[];
}

export interface ExplainParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
}

/** @throws UnknownAlertError */
export async function explainAlert(parts: ExplainParts, district: string, alertId: string): Promise<AlertStory> {
  const { store, models } = parts;
  const alert = await findAlert(models, district, alertId);
  const telling = new Telling(parts, placeOf(alert), district);
  const steps: AlertStoryStep[] = [];
  for (const recorded of await store.readStream(streamOf(alert))) steps.push(await telling.stepOf(recorded));
  const contacts = alert.studentKey === null ? [] : await readContacts(parts, district, alert.studentKey);
  return { alert, steps, contacts: contacts.filter(({ date }) => date >= alert.asOf) };
}

class Telling {
  readonly #parts: ExplainParts;
  readonly #place: Place;
  readonly #district: string;
  readonly #causes = new Map<number, readonly SourceEvent[]>();

  constructor(parts: ExplainParts, place: Place, district: string) {
    this.#parts = parts;
    this.#place = place;
    this.#district = district;
  }

  async stepOf(recorded: RecordedEvent): Promise<AlertStoryStep> {
    const event = { type: recorded.type, data: recorded.data } as AlertEvent;
    const { causePosition } = recorded.metadata;
    const causes = typeof causePosition === 'number' ? await this.#causesAt(causePosition) : [];
    const step = { at: recorded.recordedAt, event, causes };
    if (event.type === 'alert-routed.v1') return { ...step, access: await this.#accessOf(event.data) };
    if (event.type === 'alert-notified.v1') return { ...step, deliveries: await readDeliveries(this.#parts, this.#district, recorded) };
    return step;
  }

  /** Many steps follow from one cause. */
  async #causesAt(position: number): Promise<readonly SourceEvent[]> {
    let causes = this.#causes.get(position);
    if (causes === undefined) {
      causes = await causesAt(this.#parts.log, position);
      this.#causes.set(position, causes);
    }
    return causes;
  }

  async #accessOf({ staff, date }: AlertRouted): Promise<NonNullable<AlertStoryStep['access']>> {
    if (date === undefined || staff.length === 0) return [];
    const known = await accessOf(this.#parts.models, { district: this.#district, place: this.#place, date }, staff);
    return [...known].flatMap(([key, access]) => (access === null ? [] : [{ staff: key, ...access }]));
  }
}

/** A status follows from the record that changed it. */
async function causesAt(log: EventLog, position: number): Promise<SourceEvent[]> {
  for await (const { events } of log.read({ after: position - 1, upTo: position })) {
    const event = events.find((each) => each.position === position);
    if (event === undefined) continue;
    const isStatus = parseStream(event.stream).kind === 'status';
    const further = isStatus ? await causesAt(log, (event.data as StatusChanged).cause.position) : [];
    return [sourceEvent(event), ...further];
  }
  return [];
}

function sourceEvent({ id, position, type, recordedAt, metadata, data }: RecordedEvent): SourceEvent {
  const { knownAt = null, source = null } = metadata;
  return { id, position, type, recordedAt, knownAt, source, data: data as Readonly<Record<string, unknown>> };
}
