import { accessTo, atWork, routeFor, sameRoute, stageOf, type AlertRaised, type AssignmentTarget, type Moment } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { AlertActions } from '../alert-actions.js';
import type { Cause, Desk } from '../desk.js';
import type { OpenEntry } from '../memory/alert-entry.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import { placeOf } from '../teller.js';
import type { Occasion } from './occasion.js';

export interface AssignmentsReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly desk: Desk;
}

/** Assignments, leave or the day have changed: open alerts follow. */
export class AssignmentsReaction {
  readonly #parts: AssignmentsReactionParts;

  constructor(parts: AssignmentsReactionParts) {
    this.#parts = parts;
  }

  /** A day has begun: leave and assignments begin and end with it. */
  react({ district, moment, cause }: Occasion): void {
    for (const entry of this.#parts.memory.alerts.ofDistrict(district, cause.position)) this.#follow(entry, moment, cause);
  }

  /** Something was said of a member of staff: alerts about whoever the member is assigned to, or was, are looked at. */
  reactTo(key: string, event: RecordedEvent, { district, moment, cause }: Occasion): void {
    const { memory } = this.#parts;
    if (moment.date === '' || event.type === 'notice-preferences-set.v1') return;
    const staff = memory.staff.of(district);
    const said = event.data as AssignmentTarget;
    const keys = said.studentKey === undefined ? [] : (memory.reference.peopleOf(district)?.keysOf(said.studentKey) ?? []);
    const targets = [said, ...keys.map((studentKey) => ({ studentKey }))];
    for (const entry of memory.alerts.ofDistrict(district, cause.position)) {
      const isAssigned = staff.between(key, placeOf(entry.raised)).length > 0;
      if (isAssigned || targets.some((target) => concerns(target, entry))) this.#follow(entry, moment, cause);
    }
  }

  #follow(entry: OpenEntry, moment: Moment, cause: Cause): void {
    const { memory, actions, desk } = this.#parts;
    const { district, raised, state } = entry;
    // What has gone to the next in line stays there for as long as somebody of them may act.
    if (state.escalations > 0 && state.route.staff.some((key) => this.#mayAct(entry, key, moment.date))) return;
    const trigger = memory.triggerSets.rule(district, raised.communityId, raised.rule);
    const first = trigger === null ? [] : stageOf(trigger, Math.min(state.stage, trigger.stages.length)).recipients;
    const route = routeFor(placeOf(raised), moment.date, memory.staff.of(district), first);
    if (sameRoute(route, state.route)) return;
    const notices = actions.notices(entry, 'routed', route.staff, { moment, cause });
    desk.perform(entry, { kind: 'route', route, date: moment.date, notices }, cause);
  }

  #mayAct({ district, raised }: OpenEntry, key: string, date: string): boolean {
    const staff = this.#parts.memory.staff.of(district);
    return atWork(key, date, staff) === key && accessTo(placeOf(raised), date, key, staff) !== null;
  }
}

function concerns({ studentKey, sectionId, communityId, schoolId }: AssignmentTarget, { raised }: { raised: AlertRaised }): boolean {
  return (
    (studentKey !== undefined && studentKey === raised.studentKey) ||
    (sectionId !== undefined && raised.sectionIds?.includes(sectionId) === true) ||
    (communityId !== undefined && communityId === raised.communityId) ||
    (schoolId !== undefined && schoolId === raised.schoolId)
  );
}
