import { parseRules } from '../../rules/parse-rules.js';
import { defaultEdfiMapping } from './default-mapping.js';
import type { EdfiMapping } from './edfi-mapping.js';
import { edfiMappingSchema } from './mapping.schema.js';

/** A file of a mapping that cannot be used; the message says where and why. */
export class EdfiMappingError extends Error {
  override readonly name = 'EdfiMappingError';
}

/**
 * Reads a district's own mapping: the tables it names replace the shipped ones, each as a whole.
 * @param file named in errors.
 * @throws EdfiMappingError with the line of a JSON error, or the line and the path of everything that breaks the schema.
 */
export function parseEdfiMapping(text: string, file: string): EdfiMapping {
  const own = parseRules(text, edfiMappingSchema, { file, what: 'mapping of Ed-Fi values', Failure: EdfiMappingError });
  const shipped = defaultEdfiMapping;
  return {
    ...shipped,
    ...own,
    attendance: { ...shipped.attendance, ...own.attendance },
    subjects: { ...shipped.subjects, ...own.subjects },
    marks: { ...shipped.marks, ...own.marks },
    discipline: { ...shipped.discipline, ...own.discipline },
    staff: { ...shipped.staff, ...own.staff },
  };
}
