import { readPeople } from '#libs/casework';
import {
  cohortOf,
  emptyCareer,
  evolveCareer,
  standingOfAll,
  studentStream,
  type Career,
  type CareerFact,
  type Identities,
} from '#libs/domain';
import { careers, type CareerDocument } from '#libs/views';
import type { EventStore, ReadModels } from '#libs/event-sourcing';

/** Where careers stand, and the records behind them. */
export interface CareerSources {
  readonly store: EventStore;
  readonly models: ReadModels;
}

const PAGE = 1_000;

/** The careers of a cohort: one a student, of what came under all of the student's ids. */
export async function* careersOfCohort(sources: CareerSources, district: string, cohort: number): AsyncGenerator<Career> {
  const people = await readPeople(sources.models, district);
  const collection = sources.models.collection<CareerDocument>(careers);
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byCohort', equals: [district, cohort], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await collection.find(query);
    for (const { body } of documents) if (!people.has(body.key)) yield body;
    after = next;
  }
  const students = new Set(people.all().flatMap(({ oldKey, newKey }) => [people.personOf(oldKey), people.personOf(newKey)]));
  for (const student of students) {
    const career = await unitedCareer(sources, people, { district, student });
    if (cohortOf(career) === cohort) yield career;
  }
}

/** Folded from the streams, for the documents do not say which version of a record is the largest. */
async function unitedCareer(
  { store, models }: CareerSources,
  people: Identities,
  { district, student }: { readonly district: string; readonly student: string },
): Promise<Career> {
  const keys = people.keysOf(student);
  const documents = await models.collection<CareerDocument>(careers).getMany(keys.map((key) => `${district}/${key}`));
  const years = new Set(documents.flatMap(({ body }) => yearsOf(body)));
  let career: Career = emptyCareer;
  for (const year of [...years].sort((a, b) => a - b)) {
    const streams = await Promise.all(keys.map((key) => store.readStream(studentStream(district, key, year))));
    for (const { type, data } of standingOfAll(streams, null)) {
      if (careerTypes.has(type)) career = evolveCareer(career, year, { type, data } as CareerFact);
    }
  }
  return career;
}

const careerTypes = new Set(['student-enrolled.v1', 'student-withdrawn.v1', 'community-joined.v1']);

function yearsOf({ enrolments, withdrawals, communities }: Career): number[] {
  return [enrolments, withdrawals, communities].flatMap((facts) => Object.values(facts).map(({ year }) => year));
}
