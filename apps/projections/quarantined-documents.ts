import { MOST_QUARANTINED, readQuarantine, type ReadModels } from '#libs/event-sourcing';
import { documentCollections, students, type StudentDocument } from '#libs/views';

interface Quarantined {
  readonly value: number;
  readonly labels: { readonly collection: string };
}

/** How many documents of each collection wait for a mend; one more than may be stops the projection. */
export async function quarantinedDocuments(models: ReadModels): Promise<Quarantined[]> {
  const query = { index: 'byQuarantine', equals: [1], most: MOST_QUARANTINED + 1 };
  const ofStudents = await models.collection<StudentDocument>(students).count(query);
  const found = [{ value: ofStudents, labels: { collection: students.name } }];
  for (const { name } of documentCollections) {
    found.push({ value: (await readQuarantine(models, name)).size, labels: { collection: name } });
  }
  return found;
}
