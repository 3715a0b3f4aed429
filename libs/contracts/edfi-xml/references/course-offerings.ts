import { word } from '../mapping/vocabulary.js';
import { child, textOf } from '../xml/xml-node.js';
import type { CourseLookup, Courses } from './courses.js';
import { DefinitionIndex } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';
import type { Sessions, Term } from './terms.js';
import { labelledYear } from './values.js';

export interface CourseOffering {
  readonly localCourseCode: string;
  readonly session: Term | undefined;
  readonly course: CourseLookup;
}

/** Course offerings by school, local code and session. */
export class CourseOfferings {
  private readonly index: DefinitionIndex<CourseOffering>;

  constructor(
    chain: (organization: string) => readonly string[],
    private readonly references: ReferenceReader,
    private readonly sessions: Sessions,
    private readonly courses: Courses,
  ) {
    this.index = new DefinitionIndex(chain);
  }

  add(element: Located): void {
    const organization = this.references.organizationIn(element);
    const localCourseCode = textOf(element.node, 'LocalCourseCode');
    if (localCourseCode === undefined) return;
    const reference = child(element.node, 'CourseReference');
    const course: CourseLookup = reference
      ? this.courses.find({ node: reference, file: element.file }, organization)
      : { found: null, id: undefined };
    const offering = { localCourseCode, session: this.sessionIn(element, organization), course };
    this.index.add(organization, [localCourseCode], offering);
  }

  find(reference: Located, recordSchool: string | undefined): CourseOffering | undefined {
    const identity = this.references.identity(reference);
    const code = textOf(identity.node, 'LocalCourseCode');
    if (code === undefined) return undefined;
    const organization = this.references.organizationIn(identity);
    const term = textOf(identity.node, 'Term');
    const label = labelledYear(textOf(identity.node, 'SchoolYear'));
    const session = this.sessionIn(identity, organization ?? recordSchool);
    const namesSession = child(identity.node, 'SessionReference') !== undefined;
    const accepts = (offering: CourseOffering) =>
      (!namesSession || offering.session === session) &&
      (term === undefined || (offering.session?.term !== undefined && word(offering.session.term) === word(term))) &&
      (label === undefined || offering.session?.label === label);
    return this.index.find(code, { organization, recordSchool }, accepts);
  }

  /** The session that an element refers to. */
  sessionIn(element: Located, recordSchool: string | undefined): Term | undefined {
    const identity = this.references.identityIn(element, 'SessionReference');
    if (identity === undefined) return undefined;
    return this.sessions.find(identity.node, { organization: this.references.organizationIn(identity), recordSchool });
  }
}
