import type { ReadModels } from '#libs/event-sourcing';
import { students, type StudentDocument } from '#libs/views';

/** More than these are not counted for one answer. */
const MOST_UNPLACED = 1_000;

/** How many students of a district have records that no enrolment covers. */
export async function countUnplaced(models: ReadModels, district: string): Promise<number> {
  const collection = models.collection<StudentDocument>(students);
  return (await collection.find({ index: 'byUnplaced', equals: [district, 1], limit: MOST_UNPLACED })).documents.length;
}
