import type { CaseloadAnswer } from '#libs/contracts';
import { holdsOn, type Assignment } from '#libs/domain';
import type { FindOptions } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { assignmentsIn, staffMembers, studentDocumentId, students, type StaffDocument, type StudentDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import type { DistrictScope } from '../scope/district-scopes.js';
import { studentView } from '../students/student-view.js';
import { ShowCaseloadQuery } from './show-caseload.query.js';

/** A caseload is some dozens, of an administrator a school. */
const MOST_STUDENTS = 1_000;

/** Students whom assignments to a student, a community or a school reach; sections are named, their students are not looked up. */
@QueryHandler(ShowCaseloadQuery)
export class ShowCaseloadHandler extends DistrictQuestions implements IQueryHandler<ShowCaseloadQuery> {
  readonly #staff = this.models.collection<StaffDocument>(staffMembers);
  readonly #students = this.models.collection<StudentDocument>(students);

  async execute({ district: asked, staffId }: ShowCaseloadQuery): Promise<CaseloadAnswer> {
    const scope = await this.scopes.of(asked);
    const key = await this.people.keyOf(scope.district, 'staff', staffId);
    if (key === null) throw new ProblemError(404, 'There is no such member of staff in this district.');
    const { day, district } = scope;
    const member = (await this.#staff.get(key))?.body;
    const all = member === undefined ? [] : assignmentsIn(member, scope.reference.peopleOf(district));
    const assignments = day === null ? [] : all.filter((assignment) => holdsOn(assignment, day));
    const found = await this.#studentsOf(scope, assignments);
    const personOf = await this.people.of([key, ...found.keys(), ...assignments.flatMap(({ target }) => target.studentKey ?? [])]);
    const rules = scope.reference.rulesOf(district);
    return {
      district,
      asOf: day,
      staff: personOf(key),
      assignments: assignments.map(({ role, from, to, target: { studentKey, ...place } }) => ({
        role,
        from,
        to,
        ...place,
        ...(studentKey === undefined ? {} : { student: personOf(studentKey) }),
      })),
      students: [...found].slice(0, MOST_STUDENTS).flatMap(([student, body]) => studentView(body, personOf(student), rules) ?? []),
      isCut: found.size > MOST_STUDENTS,
    };
  }

  async #studentsOf({ district, year }: DistrictScope, assignments: readonly Assignment[]): Promise<Map<string, StudentDocument>> {
    const found = new Map<string, StudentDocument>();
    const ids = assignments.flatMap(({ target }) =>
      target.studentKey === undefined ? [] : studentDocumentId(district, target.studentKey, year),
    );
    for (const { body } of await this.#students.getMany(ids)) add(found, body);
    for (const { target } of assignments) {
      if (target.communityId !== undefined)
        await this.#collect(found, { index: 'byCommunity', equals: [district, year, target.communityId] });
      else if (target.schoolId !== undefined) await this.#collect(found, { index: 'bySchool', equals: [district, year, target.schoolId] });
    }
    return found;
  }

  async #collect(found: Map<string, StudentDocument>, query: FindOptions): Promise<void> {
    if (found.size > MOST_STUDENTS) return;
    const { documents } = await this.#students.find({ ...query, limit: MOST_STUDENTS });
    for (const { body } of documents) add(found, body);
  }
}

function add(found: Map<string, StudentDocument>, body: StudentDocument): void {
  if (body.enrolled) found.set(body.key, body);
}
