import type { Directory, PersonKind } from '#libs/directory';
import { recordKinds, type RecordKind, type SisRecord } from '#libs/domain';
import { isFact, isProfile, personKind, type FactRecord } from './record-groups.js';

type KeysByKind = { readonly [kind in PersonKind]: ReadonlyMap<string, string> };

/** The keys of all people that a batch names, looked up at once. */
export class PersonKeys {
  readonly #districts: ReadonlyMap<string, KeysByKind>;

  private constructor(districts: ReadonlyMap<string, KeysByKind>) {
    this.#districts = districts;
  }

  /** Finds or makes the keys; when this resolves they are durable. */
  static async for(records: Iterable<SisRecord>, directory: Directory): Promise<PersonKeys> {
    const named = new Map<string, { readonly [kind in PersonKind]: Set<string> }>();
    for (const record of records) {
      let ids = named.get(record.district);
      if (ids === undefined) named.set(record.district, (ids = { student: new Set(), staff: new Set() }));
      addPeople(record, ids);
    }
    const districts = new Map<string, KeysByKind>();
    for (const [district, { student, staff }] of named) {
      districts.set(district, {
        student: await keysFor(directory, district, 'student', student),
        staff: await keysFor(directory, district, 'staff', staff),
      });
    }
    return new PersonKeys(districts);
  }

  of(district: string, kind: PersonKind, id: string): string {
    const key = this.#districts.get(district)?.[kind].get(id);
    if (key === undefined) throw new Error(`The directory gave no key to a ${kind} of district ${district}.`);
    return key;
  }
}

function addPeople(record: SisRecord, ids: { readonly [kind in PersonKind]: Set<string> }): void {
  if (isProfile(record)) ids[personKind(record)].add(record.subject);
  if (isFact(record)) addPeopleOfFact(record, ids);
}

function addPeopleOfFact({ name, subject, data }: FactRecord, ids: { readonly [kind in PersonKind]: Set<string> }): void {
  const { stream }: RecordKind = recordKinds[name];
  if (stream === 'student' || stream === 'identity') ids.student.add(subject);
  if (stream === 'staff') {
    ids.staff.add(subject);
    addText(ids.student, data['studentId']);
    addText(ids.staff, data['substituteId']);
  }
  if (name === 'student-identified-as') addText(ids.student, data['newStudentId']);
}

function addText(ids: Set<string>, id: unknown): void {
  if (typeof id === 'string') ids.add(id);
}

async function keysFor(
  directory: Directory,
  district: string,
  kind: PersonKind,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  return ids.size === 0 ? new Map() : directory.keysFor(district, kind, [...ids]);
}
