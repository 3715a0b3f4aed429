import {
  assignmentsOf,
  emptyStaffMember,
  evolveStaffMember,
  forAllKeys,
  parseStream,
  Staff,
  type Identities,
  type NoticePreferences,
  type StaffFact,
  type StaffMember,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Reference state: who is assigned to whom and who is away, per district; folded again from the staff streams at every start. */
export class StaffAssignments {
  readonly #members = new Map<string, Map<string, StaffMember>>();
  readonly #staff = new Map<string, Staff>();
  readonly #peopleOf: (district: string) => Identities | null;

  /** @param peopleOf which keys stand for one student, by district. */
  constructor(peopleOf: (district: string) => Identities | null = () => null) {
    this.#peopleOf = peopleOf;
  }

  /** Folds an event of a staff stream; superseded ones change nothing. */
  apply(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (event.superseded || stream.kind !== 'staff') return;
    const members = entry(this.#members, stream.district, () => new Map<string, StaffMember>());
    const member = entry(members, stream.key, emptyStaffMember);
    evolveStaffMember(member, { type: event.type, data: event.data } as StaffFact);
    this.#enter(stream.district, stream.key, member);
  }

  /** Other keys than before stand for one student: whoever is assigned to one of them is looked at again. */
  regroup(district: string, keys: readonly string[]): void {
    const students = new Set(keys);
    for (const [key, member] of this.#members.get(district) ?? []) {
      if ([...member.assigned.values()].some(({ studentKey = '' }) => students.has(studentKey))) this.#enter(district, key, member);
    }
  }

  /** How a person wants to be told; empty where nothing was said. */
  preferences(district: string, key: string): NoticePreferences {
    return this.#members.get(district)?.get(key)?.preferences ?? {};
  }

  of(district: string): Staff {
    return entry(this.#staff, district, () => new Staff());
  }

  #enter(district: string, key: string, member: StaffMember): void {
    const people = this.#peopleOf(district);
    const assignments = forAllKeys(assignmentsOf(member, people), people);
    this.of(district).set(key, { assignments, leaves: [...member.leaves.values()] });
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
