import { word } from '../mapping/vocabulary.js';
import { child, textOf, type XmlNode } from '../xml/xml-node.js';
import type { CourseOffering, CourseOfferings } from './course-offerings.js';
import { DefinitionIndex } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';
import type { Term } from './terms.js';
import { labelledYear } from './values.js';

export interface Section {
  /** `{school}:{UniqueSectionCode}`; where a section has no code, its school and the fields of its identity. */
  readonly sectionId: string;
  readonly schoolId: string | undefined;
  /** What stands for the section's course where that is not known. */
  readonly code: string;
  readonly offering: CourseOffering | undefined;
  readonly session: Term | undefined;
  /** False where the interchange only refers to it. */
  readonly defined: boolean;
}

interface Placed extends Section {
  readonly fields: Fields;
}

/** The fields by which a section without a code is referred to. */
interface Fields {
  readonly localCourseCode: string | undefined;
  readonly label: number | undefined;
  readonly term: string | undefined;
  readonly classPeriod: string | undefined;
  readonly location: string | undefined;
}

/** Sections by school with `UniqueSectionCode`, or with `LocalCourseCode, SchoolYear, Term, ClassPeriodName, Location`. */
export class Sections {
  private readonly index: DefinitionIndex<Placed>;

  constructor(
    private readonly references: ReferenceReader,
    private readonly offerings: CourseOfferings,
  ) {
    // A section belongs to its school alone: nothing is inherited.
    this.index = new DefinitionIndex((school) => [school]);
  }

  add(element: Located): void {
    const section = this.read(element, undefined);
    if (section === undefined) return;
    const code = codeOf(element.node);
    const { localCourseCode } = section.fields;
    const keys = [...(code === undefined ? [] : [codeKey(code)]), ...(localCourseCode === undefined ? [] : [courseKey(localCourseCode)])];
    this.index.add(section.schoolId, keys, section);
  }

  /** The section that a reference means, also one that is not defined; undefined where it identifies none. */
  find(reference: Located, recordSchool: string | undefined): Section | undefined {
    const identity = this.references.identity(reference);
    const scope = { organization: this.schoolOf(identity), recordSchool };
    const code = codeOf(identity.node);
    const byCode = code === undefined ? undefined : this.index.find(codeKey(code), scope);
    if (byCode !== undefined) return byCode;
    const given = this.read(identity, recordSchool);
    if (given === undefined) return undefined;
    const { localCourseCode } = given.fields;
    const byCourse =
      code !== undefined || localCourseCode === undefined
        ? undefined
        : this.index.find(courseKey(localCourseCode), scope, (section) => matches(section.fields, given.fields));
    return byCourse ?? { ...given, defined: false };
  }

  private read(element: Located, recordSchool: string | undefined): Placed | undefined {
    const { node, file } = element;
    const schoolId = this.schoolOf(element) ?? recordSchool;
    const reference = child(node, 'CourseOfferingReference');
    const offering = reference && this.offerings.find({ node: reference, file }, schoolId);
    const session = this.offerings.sessionIn(element, schoolId) ?? offering?.session;
    const fields = this.fieldsOf(element, offering, session);
    const code = codeOf(node) ?? composed(fields);
    if (code === undefined) return undefined;
    const sectionId = schoolId === undefined ? code : `${schoolId}:${code}`;
    return { sectionId, schoolId, code, offering, session, defined: true, fields };
  }

  private schoolOf(element: Located): string | undefined {
    const own = this.references.organizationIn(element);
    if (own !== undefined) return own;
    const offering = this.references.identityIn(element, 'CourseOfferingReference');
    return offering && this.references.organizationIn(offering);
  }

  private fieldsOf(element: Located, offering: CourseOffering | undefined, session: Term | undefined): Fields {
    const { node } = element;
    return {
      localCourseCode: textOf(node, 'LocalCourseCode') ?? offering?.localCourseCode,
      label: labelledYear(textOf(node, 'SchoolYear')) ?? session?.label,
      term: textOf(node, 'Term') ?? session?.term,
      classPeriod: textOf(node, 'ClassPeriodName') ?? this.referredText(element, 'ClassPeriodReference', 'ClassPeriodName'),
      location: textOf(node, 'Location') ?? this.referredText(element, 'LocationReference', 'ClassroomIdentificationCode'),
    };
  }

  private referredText(element: Located, reference: string, name: string): string | undefined {
    const identity = this.references.identityIn(element, reference);
    return identity && textOf(identity.node, name);
  }
}

function codeOf(node: XmlNode): string | undefined {
  return textOf(node, 'UniqueSectionCode', 'SectionIdentifier');
}

function composed({ localCourseCode, label, term, classPeriod, location }: Fields): string | undefined {
  if (localCourseCode === undefined) return undefined;
  return [localCourseCode, label, term, classPeriod, location].filter((part) => part !== undefined).join('/');
}

/** Matches on the fields that the reference gives. */
function matches(section: Fields, given: Fields): boolean {
  return (
    (given.label === undefined || section.label === given.label) &&
    (given.term === undefined || (section.term !== undefined && word(section.term) === word(given.term))) &&
    (given.classPeriod === undefined || section.classPeriod === given.classPeriod) &&
    (given.location === undefined || section.location === given.location)
  );
}

function codeKey(code: string): string {
  return `code ${code}`;
}

function courseKey(localCourseCode: string): string {
  return `course ${localCourseCode}`;
}
