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
  /** Those of whom something was said since somebody asked: at a start they are entered once and not with every event. */
  readonly #changed = new Map<string, Map<string, StaffMember>>();
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
    this.#changedIn(stream.district).set(stream.key, member);
  }

  /** Other keys than before stand for one student: whoever is assigned to one of them is looked at again. */
  regroup(district: string, keys: readonly string[]): void {
    const students = new Set(keys);
    for (const [key, member] of this.#members.get(district) ?? []) {
      if ([...member.assigned.values()].some(({ studentKey = '' }) => students.has(studentKey))) this.#changedIn(district).set(key, member);
    }
  }

  /** How a person wants to be told; empty where nothing was said. */
  preferences(district: string, key: string): NoticePreferences {
    return this.#members.get(district)?.get(key)?.preferences ?? {};
  }

  of(district: string): Staff {
    const staff = entry(this.#staff, district, () => new Staff());
    const changed = this.#changed.get(district);
    if (changed === undefined) return staff;
    const people = this.#peopleOf(district);
    for (const [key, member] of changed) {
      staff.set(key, { assignments: forAllKeys(assignmentsOf(member, people), people), leaves: [...member.leaves.values()] });
    }
    this.#changed.delete(district);
    return staff;
  }

  /** Enters everybody of whom something was said, so that who asks next does not wait for it. */
  settle(): void {
    for (const district of this.#changed.keys()) this.of(district);
  }

  #changedIn(district: string): Map<string, StaffMember> {
    return entry(this.#changed, district, () => new Map<string, StaffMember>());
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
