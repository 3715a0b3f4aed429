import type { StudentDetail } from '#libs/contracts';
import { liveAsOf } from '#libs/domain';
import { EventStore, ReadModels, type Collection } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { alerts, students, type AlertDocument, type DistrictRules, type StudentDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertPeople, alertView } from '../alerts/alert-view.js';
import { People } from '../people/people.js';
import { DistrictScopes, type DistrictScope } from '../scope/district-scopes.js';
import { explainStudent } from './explain-student.js';
import { ShowStudentQuery } from './show-student.query.js';
import { studentView } from './student-view.js';

@QueryHandler(ShowStudentQuery)
export class ShowStudentHandler implements IQueryHandler<ShowStudentQuery> {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #store: EventStore;
  readonly #students: Collection<StudentDocument>;
  readonly #alerts: Collection<AlertDocument>;

  constructor(scopes: DistrictScopes, people: People, store: EventStore, models: ReadModels) {
    this.#scopes = scopes;
    this.#people = people;
    this.#store = store;
    this.#students = models.collection(students);
    this.#alerts = models.collection(alerts);
  }

  async execute({ district: asked, studentId }: ShowStudentQuery): Promise<StudentDetail> {
    const scope = await this.#scopes.of(asked);
    const document = await this.#find(scope, studentId);
    const { district, key, year, profile, profileVersion, history } = document;
    const rules = scope.reference.rulesOf(district);
    const view = studentView(document, (await this.#people.of([key]))(key), rules);
    if (view === null || scope.day === null) throw notThere();
    const asOf = liveAsOf(scope.day, year);
    const evidence = await explainStudent(this.#store, scope.reference, { district, key, year, asOf });
    const judgedBy = { profile: profile ?? '', profileVersion: profileVersion ?? '' };
    const [, ...others] = scope.reference.peopleOf(district)?.keysOf(key) ?? [key];
    const personOf = await this.#people.of(others);
    const otherIds = others.map((other) => personOf(other).id).sort();
    const told = await this.#alertsOf(district, [key, ...others], rules);
    return { ...view, otherIds, district, schoolYear: year, asOf, ...judgedBy, history, evidence, alerts: told };
  }

  /** The document of the year that is shown, or of the last one in which the student was here. */
  async #find({ district, year: shown, reference }: DistrictScope, studentId: string): Promise<StudentDocument> {
    const asked = await this.#people.keyOf(district, 'student', studentId);
    if (asked === null) throw notThere();
    const key = reference.peopleOf(district)?.personOf(asked) ?? asked;
    const { documents } = await this.#students.find({ index: 'byKey', equals: [district, key], order: 'descending' });
    const found = documents.find(({ body: { year, row } }) => year <= shown && row !== null);
    if (found === undefined) throw notThere();
    return found.body;
  }

  /** Those of one id after those of another. */
  async #alertsOf(district: string, keys: readonly string[], rules: DistrictRules): Promise<StudentDetail['alerts']> {
    const ofKey = (key: string) => this.#alerts.find({ index: 'byStudent', equals: [district, key], order: 'descending' });
    const found = await Promise.all(keys.map(ofKey));
    const bodies = found.flatMap(({ documents }) => documents.map(({ body }) => body));
    const personOf = await this.#people.of(alertPeople(bodies));
    return bodies.map((body) => alertView(body, { personOf, rules }));
  }
}

/** The same answer for everybody who is not there, so that it tells nothing. */
function notThere(): ProblemError {
  return new ProblemError(404, 'There is no such student in this school year.');
}
