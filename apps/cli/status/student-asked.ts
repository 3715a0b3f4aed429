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
  /** That the id which was given is another one's, and what was said of the student's ids and is not followed. */
  readonly notes: readonly string[];
}

/** Finds the student of an id. @param knownAt a normal instant; null for what is known now. @throws UsageError where nobody has it. */
export async function studentAsked(embedded: Embedded, district: string, id: string, knownAt: string | null): Promise<AskedStudent> {
  const asked = await keyOf(embedded, { district, kind: 'student', id });
  const reference = await foldReference(embedded.log, knownAt);
  const people = reference.peopleOf(district);
  if (people === null) return { key: asked, reference, notes: [] };
  const key = people.personOf(asked);
  const linked = people.linkedWith(asked);
  const labelOf = await labelsOf(embedded.directory, linked);
  const notes = people
    .all()
    .filter(({ oldKey, holds }) => linked.has(oldKey) && !holds)
    .map(
      ({ oldKey, newKey }) =>
        `${labelOf(oldKey)} was identified as ${labelOf(newKey)} too, which contradicts what was said later: left out.\n`,
    );
  if (key !== asked) notes.unshift(`${id} was identified as ${labelOf(key)}: shown is ${labelOf(key)}, with what came under either id.\n`);
  return { key, reference, notes };
}
