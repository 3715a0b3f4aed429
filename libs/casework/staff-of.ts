import { forAllKeys, Staff } from '#libs/domain';
import type { ReadModels, StoredDocument } from '#libs/event-sourcing';
import { assignmentsIn, staffMembers, type StaffDocument } from '#libs/views';
import { readPeople } from './read-people.js';

const PAGE = 1_000;

/** Some members of staff of a district with their assignments and leaves. */
export async function staffOf(models: ReadModels, district: string, keys: readonly string[]): Promise<Staff> {
  const documents = await models.collection<StaffDocument>(staffMembers).getMany(keys);
  return knownAs(
    models,
    district,
    documents.filter(({ body }) => body.district === district),
  );
}

/** Everybody of a district with their assignments and leaves. */
export async function everybodyOf(models: ReadModels, district: string): Promise<Staff> {
  const collection = models.collection<StaffDocument>(staffMembers);
  const all: StoredDocument<StaffDocument>[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byDistrict', equals: [district], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await collection.find(query);
    all.push(...documents);
    after = next;
  }
  return knownAs(models, district, all);
}

/** An assignment to a student reaches all ids of that student. */
async function knownAs(models: ReadModels, district: string, documents: readonly StoredDocument<StaffDocument>[]): Promise<Staff> {
  const people = await readPeople(models, district);
  const staff = new Staff();
  for (const { body } of documents) staff.set(body.staff, { ...body, assignments: forAllKeys(assignmentsIn(body, people), people) });
  return staff;
}
