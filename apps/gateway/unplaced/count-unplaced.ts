import type { ReadModels } from '#libs/event-sourcing';
import { students, type StudentDocument } from '#libs/views';

/** Counting ends there: so many are a roster that has not come, not students to look after one by one. */
const MOST_UNPLACED = 10_000;

/** How many students of a district have records that no enrolment covers. */
export function countUnplaced(models: ReadModels, district: string): Promise<number> {
  return models.collection<StudentDocument>(students).count({ index: 'byUnplaced', equals: [district, 1], most: MOST_UNPLACED });
}
