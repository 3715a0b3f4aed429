import { word } from '../mapping/vocabulary.js';
import { textOf, type XmlNode } from '../xml/xml-node.js';
import { DefinitionIndex, type Scope } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';
import { dateIn, labelledYear } from './values.js';

/** A session or a grading period: when a term ends, and its id. */
export interface Term {
  readonly id: string;
  /** For naming the kind of term. */
  readonly name: string;
  /** The type of a session's term, `Fall Semester`. */
  readonly term: string | undefined;
  readonly label: number | undefined;
  readonly beginDate: string | undefined;
  readonly endDate: string | undefined;
  readonly organization: string | undefined;
}

/** Sessions by organization with `SessionName`, or with `SchoolYear, Term`. */
export class Sessions {
  private readonly index: DefinitionIndex<Term>;

  constructor(chain: (organization: string) => readonly string[]) {
    this.index = new DefinitionIndex(chain);
  }

  add(element: Located, references: ReferenceReader): Term {
    const session = termOf(element, references, textOf(element.node, 'SessionName'));
    this.index.add(session.organization, keysOf(session, textOf(element.node, 'SessionName')), session);
    return session;
  }

  /** A name given decides; a year beside it that no session of that name has only helps where it can. */
  find(identity: XmlNode, scope: Scope): Term | undefined {
    const name = textOf(identity, 'SessionName');
    const term = textOf(identity, 'Term');
    const label = labelledYear(textOf(identity, 'SchoolYear'));
    if (name === undefined) {
      return term === undefined || label === undefined ? undefined : this.index.find(termKey(label, term), scope);
    }
    const ofTerm = (session: Term) => term === undefined || (session.term !== undefined && word(session.term) === word(term));
    const ofYear = (session: Term) => label === undefined || session.label === label;
    return (
      this.index.find(nameKey(name), scope, (session) => ofTerm(session) && ofYear(session)) ??
      this.index.find(nameKey(name), scope, ofTerm)
    );
  }
}

/** Grading periods by organization, name and `BeginDate` or `SchoolYear`. */
export class GradingPeriods {
  private readonly index: DefinitionIndex<Term>;

  constructor(chain: (organization: string) => readonly string[]) {
    this.index = new DefinitionIndex(chain);
  }

  add(element: Located, references: ReferenceReader): void {
    const names = periodNames(element.node);
    const period = termOf(element, references, names[0]);
    this.index.add(period.organization, names.map(word), period);
  }

  find(identity: XmlNode, scope: Scope): Term | undefined {
    const name = periodNames(identity)[0];
    if (name === undefined) return undefined;
    const beginDate = dateIn(identity, 'GradingPeriodReference/GradingPeriodIdentity/BeginDate', 'BeginDate');
    const label = labelledYear(textOf(identity, 'SchoolYear'));
    const accepts = (period: Term) =>
      beginDate === undefined ? label === undefined || period.label === label : period.beginDate === beginDate;
    return this.index.find(word(name), scope, accepts);
  }
}

function periodNames(node: XmlNode): readonly string[] {
  return ['GradingPeriodName', 'GradingPeriod'].flatMap((name) => textOf(node, name) ?? []);
}

function termOf(element: Located, references: ReferenceReader, name: string | undefined): Term {
  const { node } = element;
  const organization = references.organizationIn(element);
  const term = textOf(node, 'Term');
  const label = textOf(node, 'SchoolYear');
  const beginDate = dateIn(node, `${node.name}/BeginDate`, 'BeginDate');
  const endDate = dateIn(node, `${node.name}/EndDate`, 'EndDate');
  const known = name ?? `${label ?? ''} ${term ?? ''}`.trim();
  const id = [organization, known, node.name === 'Session' ? undefined : beginDate].filter((part) => part !== undefined).join(':');
  return { id, name: known, term, label: labelledYear(label), beginDate, endDate, organization };
}

function keysOf(session: Term, name: string | undefined): readonly string[] {
  const named = name === undefined ? [] : [nameKey(name)];
  return session.term === undefined || session.label === undefined ? named : [...named, termKey(session.label, session.term)];
}

function nameKey(name: string): string {
  return `name ${name}`;
}

function termKey(label: number, term: string): string {
  return `term ${label} ${word(term)}`;
}
