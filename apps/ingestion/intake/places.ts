import { communityStream, identityStream, recordKinds, schoolStream, staffStream, studentStream, type RecordKind } from '#libs/domain';
import type { PersonKeys } from './person-keys.js';
import type { FactRecord } from './record-groups.js';

/** Where a fact stands. */
export interface Place {
  readonly stream: string;
  /** The key of the student or member of staff it is about; null where it is about a school or community. */
  readonly person: string | null;
}

interface StudentPlace extends Place {
  readonly schoolYear: number;
}

const MOST_REMEMBERED = 200_000;

/** Finds the stream of each fact. The one that a student had last is remembered: one text for all events, made and hashed once. */
export class Places {
  readonly #students = new Map<string, StudentPlace>();

  of({ name, district, subject, data }: FactRecord, keys: PersonKeys): Place {
    const kind: RecordKind = recordKinds[name];
    const schoolYear = Number(data['schoolYear']);
    switch (kind.stream) {
      case 'student':
        return this.#ofStudent(district, keys.of(district, 'student', subject), schoolYear);
      case 'school':
        return { person: null, stream: schoolStream(district, subject, schoolYear) };
      case 'community':
        return { person: null, stream: communityStream(district, subject) };
      case 'identity':
        return placeOfPerson(identityStream, district, keys.of(district, 'student', subject));
      case 'staff':
        return placeOfPerson(staffStream, district, keys.of(district, 'staff', subject));
    }
  }

  #ofStudent(district: string, person: string, schoolYear: number): Place {
    const last = this.#students.get(person);
    if (last !== undefined && last.schoolYear === schoolYear) return last;
    const place = { person, schoolYear, stream: studentStream(district, person, schoolYear) };
    if (this.#students.size >= MOST_REMEMBERED) this.#students.clear();
    this.#students.set(person, place);
    return place;
  }
}

function placeOfPerson(streamOf: (district: string, key: string) => string, district: string, person: string): Place {
  return { person, stream: streamOf(district, person) };
}
