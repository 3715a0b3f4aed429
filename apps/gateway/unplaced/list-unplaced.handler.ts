import type { UnplacedAnswer } from '#libs/contracts';
import { students, type StudentDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ListUnplacedQuery } from './list-unplaced.query.js';

@QueryHandler(ListUnplacedQuery)
export class ListUnplacedHandler extends DistrictQuestions implements IQueryHandler<ListUnplacedQuery> {
  readonly #students = this.models.collection<StudentDocument>(students);

  async execute({ parameters: { district: asked, cursor, limit } }: ListUnplacedQuery): Promise<UnplacedAnswer> {
    const { district } = await this.scopes.of(asked);
    const after = cursor === undefined ? {} : { after: cursor };
    const { documents, next } = await this.#students.find({ index: 'byUnplaced', equals: [district, 1], limit, ...after });
    const personOf = await this.people.of(documents.map(({ body }) => body.key));
    const unplaced = documents.map(({ body: { key, year, unplaced: held } }) => {
      const { id, name } = personOf(key);
      return { studentId: id, name, schoolYear: year, ...held };
    });
    return { district, unplaced, next };
  }
}
