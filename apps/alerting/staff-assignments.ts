import {
  assignmentsOf,
  emptyStaffMember,
  evolveStaffMember,
  parseStream,
  type Assignment,
  type StaffFact,
  type StaffMember,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Reference state: who is assigned to whom, per district; folded again from the staff streams at every start. */
export class StaffAssignments {
  readonly #members = new Map<string, Map<string, StaffMember>>();
  readonly #assignments = new Map<string, Map<string, readonly Assignment[]>>();

  /** Folds an event of a staff stream; superseded ones change nothing. */
  apply(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (event.superseded || stream.kind !== 'staff') return;
    const members = entry(this.#members, stream.district, () => new Map<string, StaffMember>());
    const member = entry(members, stream.key, emptyStaffMember);
    evolveStaffMember(member, { type: event.type, data: event.data } as StaffFact);
    entry(this.#assignments, stream.district, () => new Map<string, readonly Assignment[]>()).set(stream.key, assignmentsOf(member));
  }

  /** Assignments by the key of the member of staff. */
  of(district: string): ReadonlyMap<string, readonly Assignment[]> {
    return this.#assignments.get(district) ?? new Map<string, readonly Assignment[]>();
  }
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
