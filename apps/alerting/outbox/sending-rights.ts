import { accessTo, daysBetween } from '#libs/domain';
import type { EventLog } from '#libs/event-sourcing';
import type { AlertDocument, OutboxDocument } from '#libs/views';
import { Moments } from '../memory/moments.js';
import { StaffAssignments } from '../memory/staff-assignments.js';

/** What is first looked at so many days after its own is no news any more: a long weekend is not too long. */
const STALE_AFTER_DAYS = 4;

/** Whether a notice may still go out, asked at the moment of sending. */
export class SendingRights {
  readonly #log: EventLog;
  readonly #staff = new StaffAssignments();
  readonly #moments = new Moments();
  #position = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Folds what was said of staff and days since the last time. */
  async catchUp(): Promise<void> {
    for await (const { events, position } of this.#log.read({ after: this.#position, prefixes: ['district-', 'staff-'] })) {
      for (const event of events) {
        if (event.stream.startsWith('staff-')) this.#staff.apply(event);
        else if (event.type === 'school-day-started.v1') this.#moments.apply(event);
      }
      this.#position = position;
    }
  }

  isStale({ district, date }: OutboxDocument): boolean {
    const today = this.#moments.of(district)?.date ?? date;
    return date !== '' && daysBetween(date, today) > STALE_AFTER_DAYS;
  }

  /**
   * Whoever has lost access since it was queued is not sent to: of a digest, access to all that it tells of.
   * @param alerts those that it is about; none where a digest does not say.
   */
  maySee({ district, staff }: OutboxDocument, alerts: readonly AlertDocument[]): boolean {
    return alerts.length === 0 || alerts.some((alert) => this.#maySeeOne(district, staff, alert));
  }

  #maySeeOne(district: string, staff: string, alert: AlertDocument): boolean {
    const { studentKey, communityId, schoolId, sectionIds = [], asOf } = alert;
    const date = this.#moments.of(district)?.date ?? asOf;
    return accessTo({ studentKey, communityId, schoolId, sectionIds }, date, staff, this.#staff.of(district)) !== null;
  }
}
