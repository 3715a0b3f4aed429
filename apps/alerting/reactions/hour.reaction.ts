import { accessTo, type DigestQueued, type Moment, type NoticeAbout } from '#libs/domain';
import type { AlertActions } from '../alert-actions.js';
import type { Cause, Desk } from '../desk.js';
import type { OpenEntry } from '../memory/alert-entry.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Pending } from '../memory/attention.js';
import type { Teller } from '../teller.js';
import type { Occasion } from './occasion.js';

export interface HourReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly desk: Desk;
  readonly teller: Teller;
}

/** A school hour begins: who has waited too long goes to the next in line, and digests are told. */
export class HourReaction {
  readonly #parts: HourReactionParts;

  constructor(parts: HourReactionParts) {
    this.#parts = parts;
  }

  react({ district, moment, cause }: Occasion): void {
    const { memory } = this.#parts;
    for (const entry of memory.alerts.ofDistrict(district, cause.position)) {
      if (memory.isSchoolHour(entry, moment)) this.#escalate(entry, moment, cause);
    }
    for (const [staff, pending] of memory.attention.waiting(district, cause.position))
      this.#digest(staff, pending, { district, moment, cause });
  }

  #escalate(entry: OpenEntry, moment: Moment, cause: Cause): void {
    const { memory, teller, actions, desk } = this.#parts;
    const { state, raised, district, hours } = entry;
    const trigger = memory.triggerSets.rule(district, raised.communityId, raised.rule);
    if (trigger?.escalateAfterHours === undefined || hours < trigger.escalateAfterHours) return;
    const isInHand = state.acknowledgedBy !== null || state.snoozedUntil !== null || state.mergedInto !== null;
    if (isInHand || state.silent || moment.hour === null) return;
    const route = teller.next(entry, moment.date, trigger);
    if (route === null) return;
    const { date, hour } = moment;
    const notices = actions.notices(entry, 'escalated', route.staff, { moment, cause });
    desk.perform(entry, { kind: 'escalate', step: state.escalations + 1, afterHours: hours, date, hour, route, notices }, cause);
  }

  #digest(staff: string, pending: readonly Pending[], { district, moment, cause }: Occasion): void {
    const { memory, desk } = this.#parts;
    const { date, hour } = moment;
    const { digestHour = memory.triggerSets.for(district, null).calm.digestHour } = memory.staff.preferences(district, staff);
    if (hour !== digestHour) return;
    const mayTell = ({ place }: Pending): boolean => accessTo(place, date, staff, memory.staff.of(district)) !== null;
    memory.attention.drop(
      district,
      staff,
      pending.filter((each) => !mayTell(each)),
    );
    const told = pending.filter(mayTell);
    const about: Partial<Record<NoticeAbout, number>> = {};
    for (const each of told) about[each.about] = (about[each.about] ?? 0) + 1;
    const [notices, alerts] = [told.map(({ notice }) => notice), told.map(({ alert }) => alert)];
    const digest: DigestQueued = { staff, date, hour, notices, alerts, about };
    if (told.length > 0) desk.digest(district, digest, cause);
  }
}
