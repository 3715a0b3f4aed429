import type { UnplacedAnswer } from '#libs/contracts';
import { EventStore, ReadModels } from '#libs/event-sourcing';
import { students, type StudentDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { People } from '../people/people.js';
import { DistrictScopes } from '../scope/district-scopes.js';
import { ListUnplacedQuery } from './list-unplaced.query.js';
import { unplacedRecords } from './unplaced-records.js';

/** In one answer, for all that a year holds of each is read; the cursor leads on. */
const MOST_STUDENTS = 50;

@QueryHandler(ListUnplacedQuery)
export class ListUnplacedHandler implements IQueryHandler<ListUnplacedQuery> {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #models: ReadModels;
  readonly #store: EventStore;

  constructor(scopes: DistrictScopes, people: People, models: ReadModels, store: EventStore) {
    this.#scopes = scopes;
    this.#people = people;
    this.#models = models;
    this.#store = store;
  }

  async execute({ parameters: { district: asked, cursor, limit } }: ListUnplacedQuery): Promise<UnplacedAnswer> {
    const { district, reference } = await this.#scopes.of(asked);
    const people = reference.peopleOf(district);
    const page = { limit: Math.min(limit, MOST_STUDENTS), ...(cursor === undefined ? {} : { after: cursor }) };
    const collection = this.#models.collection<StudentDocument>(students);
    const { documents, next } = await collection.find({ index: 'byUnplaced', equals: [district, 1], ...page });
    const personOf = await this.#people.of(documents.map(({ body }) => body.key));
    const unplaced = documents.map(async ({ body }) => {
      const { id, name } = personOf(body.key);
      return { studentId: id, name, schoolYear: body.year, ...body.unplaced, records: await unplacedRecords(this.#store, body, people) };
    });
    return { district, unplaced: await Promise.all(unplaced), next };
  }
}
