import { eventSchemas } from './event-schemas.js';
import { districtOf } from './event-source.js';
import { subjectField } from './record-schemas.js';
import type { NamedPerson, Refusal } from './refusal.js';

const kinds: Readonly<Record<string, NamedPerson['kind']>> = {
  studentId: 'student',
  newStudentId: 'student',
  staffId: 'staff',
  substituteId: 'staff',
};

const LONGEST_SOURCE = 400;
const LONGEST_ID = 200;

/** Whose district and which feed's a refused event is, and which people it names, as far as it can be read. */
export function namedIn(event: unknown): Pick<Refusal, 'district' | 'people' | 'record' | 'source' | 'schoolId'> {
  const { source, type, subject, data } = fieldsOf(event);
  const district = typeof source === 'string' ? districtOf(source) : null;
  const known = eventSchemas.get(type);
  // Most records are of students: so is the subject of a type that is not known.
  const subjectOf = known === undefined ? 'studentId' : subjectField(known.name);
  const fields = { [subjectOf]: subject, ...fieldsOf(data) };
  const people = peopleIn([[subjectOf, subject], ...Object.entries(fields)]);
  return {
    ...(district !== null && { district, source: String(source).slice(0, LONGEST_SOURCE) }),
    ...(known !== undefined && { record: known.name }),
    ...schoolIn(fields),
    ...(people.length > 0 && { people }),
  };
}

function peopleIn(fields: readonly (readonly [name: string, id: unknown])[]): NamedPerson[] {
  const people = new Map<string, NamedPerson>();
  for (const [name, id] of fields) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind !== undefined && (typeof id === 'string' || typeof id === 'number')) people.set(`${kind} ${id}`, { kind, id: String(id) });
  }
  return [...people.values()];
}

function schoolIn({ schoolId }: Readonly<Record<string, unknown>>): Pick<Refusal, 'schoolId'> {
  return typeof schoolId === 'string' && schoolId.length <= LONGEST_ID ? { schoolId } : {};
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
