import { Staff } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { staffMembers, type StaffDocument } from '#libs/views';

const PAGE = 1_000;

/** Everybody of a district with their assignments and leaves. */
export async function staffOf(models: ReadModels, district: string): Promise<Staff> {
  const collection = models.collection<StaffDocument>(staffMembers);
  const staff = new Staff();
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byDistrict', equals: [district], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await collection.find(query);
    for (const { body } of documents) staff.set(body.staff, body);
    after = next;
  }
  return staff;
}
