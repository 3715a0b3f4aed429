import type { StudentsAnswer, StudentsParameters } from '#libs/contracts';
import type { FindOptions } from '#libs/event-sourcing';
import { students, type StudentDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import type { DistrictScope } from '../scope/district-scopes.js';
import { filteredPage } from '../scope/filtered-page.js';
import { ListStudentsQuery } from './list-students.query.js';
import { studentView } from './student-view.js';

@QueryHandler(ListStudentsQuery)
export class ListStudentsHandler extends DistrictQuestions implements IQueryHandler<ListStudentsQuery> {
  readonly #students = this.models.collection<StudentDocument>(students);

  async execute({ parameters }: ListStudentsQuery): Promise<StudentsAnswer> {
    const scope = await this.scopes.of(parameters.district);
    const { cursor, limit } = parameters;
    const query = { ...narrowest(scope, parameters), limit, ...(cursor === undefined ? {} : { after: cursor }) };
    const { documents, next } = await filteredPage(this.#students, query, (body) => body.row !== null && matches(body, parameters));
    const personOf = await this.people.of(documents.map(({ body }) => body.key));
    const rules = scope.reference.rulesOf(scope.district);
    const views = documents.flatMap(({ body }) => studentView(body, personOf(body.key), rules) ?? []);
    return { district: scope.district, asOf: scope.day, students: views, next };
  }
}

/** The index that leaves the fewest to look through. */
function narrowest({ district, year }: DistrictScope, { community, school }: StudentsParameters): Pick<FindOptions, 'index' | 'equals'> {
  if (community !== undefined) return { index: 'byCommunity', equals: [district, year, community] };
  if (school !== undefined) return { index: 'bySchool', equals: [district, year, school] };
  return { index: 'byYear', equals: [district, year] };
}

function matches({ schoolId, status }: StudentDocument, asked: StudentsParameters): boolean {
  return (asked.school ?? schoolId) === schoolId && (asked.status ?? status) === status;
}
