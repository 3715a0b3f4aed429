import { readPeople } from '#libs/casework';
import type { PersonKind } from '#libs/directory';
import type { Embedded } from '../../standalone/index.js';
import { UsageError } from '../terminal/failures.js';

interface Asked {
  readonly district: string;
  readonly kind: PersonKind;
  readonly id: string;
  /** Where the id was given; default the option of that kind. */
  readonly option?: string;
}

/** The random key behind a district's id. @throws UsageError where nobody has it. */
export async function keyOf({ directory }: Embedded, { district, kind, id, option = `--${kind}` }: Asked): Promise<string> {
  const key = (await directory.findKeys(district, kind, [id])).get(id);
  if (key !== undefined) return key;
  throw new UsageError(`${option} ${JSON.stringify(id)} is not known in district ${JSON.stringify(district)}: check the id.`);
}

/** The keys of all ids of a student, the present one first, as the models know it. @throws UsageError where nobody has the id. */
export async function keysOf(embedded: Embedded, district: string, id: string): Promise<readonly string[]> {
  const key = await keyOf(embedded, { district, kind: 'student', id });
  return (await readPeople(embedded.models, district)).keysOf(key);
}
