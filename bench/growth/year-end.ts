import type { Collection } from '#libs/event-sourcing';
import type { Stores } from '#libs/stores';
import { communities, students, type CommunityDocument, type StudentDocument } from '#libs/views';

const AT_ONCE = 500;

/**
 * Gives each student and each community of a district the documents that a year leaves, without its nine million events: those of a small
 * district that was simulated to its end. Who is where, and what was recorded and told, stays.
 */
export async function turnToYearEnd({ models }: Stores, whole: Stores): Promise<void> {
  const years = await bodiesOf(whole.models.collection<StudentDocument>(students));
  const isOfWholeYear = ({ enrolled, history }: StudentDocument): boolean => enrolled && (history[0]?.[0] ?? '9') < '2025-10';
  await replaceAll(models.collection<StudentDocument>(students), years.filter(isOfWholeYear), studentAtEnd);
  const ends = await bodiesOf(whole.models.collection<CommunityDocument>(communities));
  await replaceAll(models.collection<CommunityDocument>(communities), ends, communityAtEnd);
}

async function bodiesOf<T>(collection: Collection<T>): Promise<readonly T[]> {
  const bodies: T[] = [];
  for await (const { body } of collection.all()) bodies.push(body);
  return bodies;
}

async function replaceAll<T>(collection: Collection<T>, ends: readonly T[], change: (own: T, end: T) => T): Promise<void> {
  let writes: Parameters<typeof collection.write>[0][number][] = [];
  let index = 0;
  for await (const { id, position, body } of collection.all()) {
    const end = ends[index++ % ends.length];
    if (end === undefined) throw new Error('The whole year that documents are taken from has none.');
    writes.push({ id, previous: position, position, body: change(body, end) });
    if (writes.length < AT_ONCE) continue;
    await collection.write(writes);
    writes = [];
  }
  await collection.write(writes);
}

function studentAtEnd(own: StudentDocument, { status, row, history, state }: StudentDocument): StudentDocument {
  if (own.row === null || row === null) return own;
  const { schoolId, communityId } = own.row;
  return { ...own, status, row: { ...row, schoolId, communityId }, history, state };
}

function communityAtEnd(own: CommunityDocument, end: CommunityDocument): CommunityDocument {
  const { district, communityId, name, schoolId, theme, sizeLimit, size } = own;
  return { ...end, district, communityId, name, schoolId, theme, sizeLimit, size };
}
