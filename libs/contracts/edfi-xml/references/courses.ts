import { hasWord, isOneOf, type Subject } from '../mapping/vocabulary.js';
import type { EdfiMapping } from '../mapping/edfi-mapping.js';
import { children, textOf, type XmlNode } from '../xml/xml-node.js';
import { DefinitionIndex } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';

export interface Course {
  /** `{organization}:{id}`; the id alone for a course without an organization or one that is not defined. */
  readonly courseId: string;
  readonly subject: Subject;
}

/** What a reference to a course comes to. */
export type CourseLookup = { readonly found: Course } | { readonly found: null; readonly id: string | undefined };

/** Courses by organization with `UniqueCourseId` or `CourseCode/ID`. */
export class Courses {
  private readonly index: DefinitionIndex<Course>;

  constructor(
    chain: (organization: string) => readonly string[],
    private readonly references: ReferenceReader,
    private readonly mapping: EdfiMapping['subjects'],
  ) {
    this.index = new DefinitionIndex(chain);
  }

  add(element: Located): void {
    const organization = this.references.organizationIn(element);
    const ids = idsOf(element.node);
    const id = ids[0]?.id;
    if (id === undefined) return;
    const courseId = organization === undefined ? id : `${organization}:${id}`;
    const keys = ids.map(({ kind, id: each }) => key(kind, each));
    this.index.add(organization, keys, { courseId, subject: this.subjectOf(element.node) });
  }

  /** @param recordSchool where a reference without an organization starts. */
  find(reference: Located, recordSchool: string | undefined): CourseLookup {
    const identity = this.references.identity(reference);
    const scope = { organization: this.references.organizationIn(identity), recordSchool };
    const ids = idsOf(identity.node);
    for (const { kind, id } of ids) {
      const found = this.index.find(key(kind, id), scope);
      if (found !== undefined) return { found };
    }
    return { found: null, id: ids[0]?.id };
  }

  private subjectOf(course: XmlNode): Subject {
    const area = textOf(course, 'SubjectArea', 'AcademicSubject');
    if (area !== undefined) return this.mapping.areas.find(({ areas }) => isOneOf(area, areas))?.subject ?? 'other';
    const title = textOf(course, 'CourseTitle') ?? '';
    return this.mapping.titleWords.find(({ words }) => hasWord(title, words))?.subject ?? 'other';
  }
}

function idsOf(node: XmlNode): readonly { kind: 'unique' | 'code'; id: string }[] {
  const unique = textOf(node, 'UniqueCourseId');
  const codes = children(node, 'CourseCode').flatMap((code) => textOf(code, 'ID', 'IdentificationCode') ?? (code.text || []));
  return [
    ...(unique === undefined ? [] : [{ kind: 'unique' as const, id: unique }]),
    ...codes.map((id) => ({ kind: 'code' as const, id })),
  ];
}

function key(kind: 'unique' | 'code', id: string): string {
  return `${kind} ${id}`;
}
