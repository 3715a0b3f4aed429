import {
  assignmentsOf,
  emptyStaffMember,
  evolveStaffMember,
  parseStream,
  Staff,
  type NoticePreferences,
  type StaffFact,
  type StaffMember,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Reference state: who is assigned to whom and who is away, per district; folded again from the staff streams at every start. */
export class StaffAssignments {
  readonly #members = new Map<string, Map<string, StaffMember>>();
  readonly #staff = new Map<string, Staff>();

  /** Folds an event of a staff stream; superseded ones change nothing. */
  apply(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (event.superseded || stream.kind !== 'staff') return;
    const members = entry(this.#members, stream.district, () => new Map<string, StaffMember>());
    const member = entry(members, stream.key, emptyStaffMember);
    evolveStaffMember(member, { type: event.type, data: event.data } as StaffFact);
    this.of(stream.district).set(stream.key, { assignments: assignmentsOf(member), leaves: [...member.leaves.values()] });
  }

  /** How a person wants to be told; empty where nothing was said. */
  preferences(district: string, key: string): NoticePreferences {
    return this.#members.get(district)?.get(key)?.preferences ?? {};
  }

  of(district: string): Staff {
    return entry(this.#staff, district, () => new Staff());
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
