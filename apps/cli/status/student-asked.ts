import type { ReferenceState } from '#libs/views';
import { foldReference } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { keyOf } from '../folder/person-keys.js';
import { labelsOf } from '../folder/person-labels.js';

/** A student who is asked for by one of his or her ids. */
export interface AskedStudent {
  /** The one that the student has as known then. */
  readonly key: string;
  readonly reference: ReferenceState;
  /** That the id which was given is another one's; null where it is not. */
  readonly note: string | null;
}

/** Finds the student of an id. @param knownAt a normal instant; null for what is known now. @throws UsageError where nobody has it. */
export async function studentAsked(embedded: Embedded, district: string, id: string, knownAt: string | null): Promise<AskedStudent> {
  const asked = await keyOf(embedded, { district, kind: 'student', id });
  const reference = await foldReference(embedded.log, knownAt);
  const key = reference.peopleOf(district)?.personOf(asked) ?? asked;
  if (key === asked) return { key, reference, note: null };
  const label = (await labelsOf(embedded.directory, [key]))(key);
  return { key, reference, note: `${id} was identified as ${label}: shown is ${label}, with what came under either id.\n` };
}
