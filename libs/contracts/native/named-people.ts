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

/** Whose district a refused event is and which people it names, as far as it can be read. */
export function namedIn(event: unknown): Pick<Refusal, 'district' | 'people'> {
  const { source, type, subject, data } = fieldsOf(event);
  const district = typeof source === 'string' ? districtOf(source) : null;
  const known = eventSchemas.get(type);
  const ids = new Map<string, NamedPerson>();
  const add = (field: string, id: unknown): void => {
    const kind = kinds[field];
    if (kind !== undefined && (typeof id === 'string' || typeof id === 'number')) ids.set(`${kind} ${id}`, { kind, id: String(id) });
  };
  // Most records are of students: so is the subject of a type that is not known.
  add(known === undefined ? 'studentId' : subjectField(known.name), subject);
  const fields = fieldsOf(data);
  for (const field in kinds) add(field, fields[field]);
  return { ...(district !== null && { district }), ...(ids.size > 0 && { people: [...ids.values()] }) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
