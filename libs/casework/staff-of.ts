import { forAllKeys, Staff } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { assignmentsIn, staffMembers, type StaffDocument } from '#libs/views';
import { readPeople } from './read-people.js';

const PAGE = 1_000;

/** Everybody of a district with their assignments and leaves. */
export async function staffOf(models: ReadModels, district: string): Promise<Staff> {
  const collection = models.collection<StaffDocument>(staffMembers);
  const people = await readPeople(models, district);
  const staff = new Staff();
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byDistrict', equals: [district], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await collection.find(query);
    for (const { body } of documents) staff.set(body.staff, { ...body, assignments: forAllKeys(assignmentsIn(body, people), people) });
    after = next;
  }
  return staff;
}
