import type { RecordName } from '#libs/domain';
import type { EdfiDeadLetter } from './edfi-import.js';
import { staffIdNames, studentIdNames } from './references/element-names.js';
import type { ReferenceReader } from './references/reference-reader.js';
import type { Refused } from './refused.js';
import type { NamedPerson } from '../native/refusal.js';
import type { EdfiReportBook } from './report-book.js';
import type { StagedElement } from './staging/staging.js';
import { renderXml, type XmlNode } from './xml/xml-node.js';

const MOST_PEOPLE = 100;

/** A refused element with all that is needed to understand it, to mend it, and to find it when a person is erased. */
export function deadLetterOf(
  element: Pick<StagedElement, 'file' | 'line' | 'node'>,
  refused: Refused,
  { record, district, report, references }: DeadLetterContext,
): EdfiDeadLetter {
  const { reason, message, path, found } = refused;
  const people = peopleIn(element, references);
  return {
    record,
    refusal: { reason, message, path, ...(found !== undefined && { found }), district, people },
    origin: { kind: 'file', file: report.files[element.file] ?? '', line: element.line },
    original: new TextEncoder().encode(renderXml(element.node)),
  };
}

export interface DeadLetterContext {
  readonly record: RecordName;
  readonly district: string;
  readonly report: EdfiReportBook;
  readonly references: ReferenceReader;
}

/** Whom the element names, by ids within it and by references. */
function peopleIn({ node, file }: Pick<StagedElement, 'file' | 'node'>, references: ReferenceReader): readonly NamedPerson[] {
  const people = new Map<string, NamedPerson>();
  const visit = (at: XmlNode, from: number, hops: number): void => {
    if (people.size >= MOST_PEOPLE) return;
    const kind = includes(studentIdNames, at.name) ? 'student' : includes(staffIdNames, at.name) ? 'staff' : null;
    if (kind !== null && at.text !== '') people.set(`${kind} ${at.text}`, { kind, id: at.text });
    for (const each of at.children) visit(each, from, hops);
    const target = hops > 0 ? references.targetOf(at, from) : undefined;
    if (target !== undefined) visit(target.node, target.file, hops - 1);
  };
  visit(node, file, 2);
  return [...people.values()];
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
