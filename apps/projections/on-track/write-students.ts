import type { Collection, DocumentWrite } from '#libs/event-sourcing';
import type { StudentDocument } from '#libs/views';
import { documentOf, type StudentEntry } from './student-entry.js';

const AT_ONCE = 1000;

/** Another process writes the same documents. */
class AnotherStudentWriterError extends Error {
  override readonly name = 'AnotherStudentWriterError';
}

/**
 * Writes the documents of changed entries, a thousand at a time, guarded by the position they were read at. After a crash on the way
 * those that are written know it by their position.
 */
export async function writeStudents(
  collection: Collection<StudentDocument>,
  entries: readonly StudentEntry[],
  position: number,
): Promise<void> {
  for (let from = 0; from < entries.length; from += AT_ONCE) await writeSome(collection, entries.slice(from, from + AT_ONCE), position);
}

async function writeSome(collection: Collection<StudentDocument>, entries: readonly StudentEntry[], position: number): Promise<void> {
  const writes = entries.map((entry): DocumentWrite<StudentDocument> => ({
    id: entry.id,
    previous: entry.stored,
    position,
    body: documentOf(entry),
  }));
  const refused = await collection.write(writes);
  if (refused.length > 0) {
    throw new AnotherStudentWriterError(
      `Another process writes the students' documents (${refused.length} of ${writes.length} were changed meanwhile). ` +
        'Stop one of the two: only one may hold the projections of one data folder.',
    );
  }
  for (const entry of entries) {
    entry.stored = position;
    entry.changed = false;
  }
}
