import {
  communityOn,
  dayIndex,
  emptyStudentYear,
  evolveStudentYear,
  isEnrolledOn,
  isRosterFact,
  liveAsOf,
  parseStream,
  placeOn,
  type StudentYear,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { DEFAULT_SIZE_LIMIT, ReferenceState, referencePrefixes } from '#libs/views';
import type { SizedCommunity } from '../memory/communities.js';

interface Members {
  size: number;
  readonly schoolId: string | null;
}

/** How large communities were at a place in the log, from who was enrolled and where. */
export class PastCommunities {
  readonly #reference = new ReferenceState();
  /** Students' years by their stream, by district and year. */
  readonly #years = new Map<string, Map<string, StudentYear>>();
  /** By district and year; made again after a change. */
  readonly #members = new Map<string, ReadonlyMap<string, Members>>();

  /** Folds an event; others than of rosters, definitions and days change nothing. */
  apply(event: RecordedEvent): void {
    if (event.superseded) return;
    if (isRosterFact(event)) return this.#applyRoster(event);
    if (!referencePrefixes.some((prefix) => event.stream.startsWith(prefix))) return;
    if (this.#reference.apply(event).kind === 'day') this.#members.clear();
  }

  of(district: string, year: number, community: string): SizedCommunity | null {
    const members = this.#membersOf(district, year).get(community);
    const definition = this.#reference.definitionOf(district, community, year);
    if (members === undefined && definition === null) return null;
    const { sizeLimit = DEFAULT_SIZE_LIMIT, schoolId = members?.schoolId ?? null } = definition ?? {};
    return { size: members?.size ?? 0, sizeLimit, schoolId };
  }

  #applyRoster(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (stream.kind !== 'student' || !isRosterFact(event)) return;
    const name = nameOf(stream.district, stream.year);
    const students = this.#years.get(name) ?? new Map<string, StudentYear>();
    this.#years.set(name, students);
    const state = students.get(event.stream) ?? emptyStudentYear(stream.year);
    students.set(event.stream, evolveStudentYear(state, event));
    this.#members.delete(name);
  }

  #membersOf(district: string, year: number): ReadonlyMap<string, Members> {
    const name = nameOf(district, year);
    let members = this.#members.get(name);
    if (members === undefined) {
      const today = this.#reference.dayOf(district);
      const asOf = today === null ? -1 : dayIndex(liveAsOf(today, year), year);
      members = countMembers(this.#years.get(name)?.values() ?? [], asOf);
      this.#members.set(name, members);
    }
    return members;
  }
}

function countMembers(students: Iterable<StudentYear>, asOf: number): ReadonlyMap<string, Members> {
  const members = new Map<string, Members>();
  for (const state of students) {
    const community = isEnrolledOn(state, asOf) ? communityOn(state, asOf) : null;
    if (community === null) continue;
    const found = members.get(community) ?? { size: 0, schoolId: placeOn(state, asOf)?.schoolId ?? null };
    found.size += 1;
    members.set(community, found);
  }
  return members;
}

function nameOf(district: string, year: number): string {
  return JSON.stringify([district, year]);
}
