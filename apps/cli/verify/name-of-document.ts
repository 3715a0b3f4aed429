import type { Directory } from '#libs/directory';
import { labelsOf } from '../folder/person-labels.js';

/** A document by the district's own ids instead of keys, for people to find. */
export async function nameOfDocument(directory: Directory, id: string, body: object): Promise<string> {
  const { district, key, staff, studentKey, year, alertId } = body as Readonly<Record<string, unknown>>;
  const label = async (personKey: string): Promise<string> => (await labelsOf(directory, [personKey]))(personKey);
  if (typeof key === 'string')
    return `student ${await label(key)} of district ${String(district)}, ${year === undefined ? 'over the years' : `school year ${String(year)}`}`;
  if (typeof staff === 'string') return `staff ${await label(staff)} of district ${String(district)}`;
  if (typeof studentKey === 'string') return `${String(alertId)} about student ${await label(studentKey)} of district ${String(district)}`;
  return id;
}
