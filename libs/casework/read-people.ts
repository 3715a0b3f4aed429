import { Identities } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { identities, type IdentityDocument } from '#libs/views';

const PAGE = 1_000;

/** Which keys of a district stand for one student, as the models know it. */
export async function readPeople(models: ReadModels, district: string): Promise<Identities> {
  const collection = models.collection<IdentityDocument>(identities);
  const people = new Identities();
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byDistrict', equals: [district], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await collection.find(query);
    for (const { body } of documents) people.apply(body.key, { type: 'student-identified-as.v1', data: { newKey: body.newKey } }, body);
    after = next;
  }
  return people;
}
