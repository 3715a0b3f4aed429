import { schoolYearOf, type SisRecord } from '#libs/domain';
import { spaced, type ActionKind, type IncidentCategory } from '../mapping/vocabulary.js';
import type { Incident } from '../references/incidents.js';
import { identifier, numberOf, requiredDateIn } from '../references/values.js';
import { Refused } from '../refused.js';
import type { StagedElement } from '../staging/staging.js';
import { children, textOf, type XmlNode } from '../xml/xml-node.js';
import { disciplinedIn } from './disciplined-students.js';
import { schoolOfEnrolment } from './enrolment-lookup.js';
import { associationsOf } from './incident-associations.js';
import type { ClaimElement, KindContext } from './kind-context.js';

interface Action {
  readonly kind: ActionKind;
  readonly days?: number;
}

/** What one disciplinary action says of one student and incident. */
interface Disciplined {
  readonly studentId: string;
  readonly incidentId: string;
  readonly schoolId: string;
  readonly date: string;
  readonly category: IncidentCategory;
  readonly actions: readonly Action[];
}

const kind = 'DisciplineAction';
const MOST_ACTIONS = 50;
const MOST_DAYS = 366;

/** A disciplinary action of each student it names, for each incident it references. What can be read stands, also beside an unmapped code. */
export const claimDiscipline: ClaimElement = (element, context) => {
  const school = context.interchange.references.organizationIn(element, 'ResponsibilitySchoolReference', 'AssignmentSchoolReference');
  const { actions, refused } = actionsOf(element, school, context);
  if (actions.length > 0) {
    for (const pair of disciplinedIn(element, school, context)) claimDisciplined(element, { ...pair, school, actions }, context);
  }
  if (refused !== undefined) throw refused;
};

interface Pair {
  readonly studentId: string;
  readonly incident: Incident;
  /** The school that is responsible for the action. */
  readonly school: string | undefined;
  readonly actions: readonly Action[];
}

function claimDisciplined(element: StagedElement, { studentId, incident, school, actions }: Pair, context: KindContext): void {
  const { staging, report } = context;
  const { incidentId } = incident;
  const parts = associationsOf(studentId, incidentId, staging);
  if (parts.length > 0 && parts.every(({ bystander }) => bystander)) {
    report.warn('bystander-not-disciplined', `${report.origin(element)}: ${incidentId}`);
    return;
  }
  if (!incident.defined) report.warn('incident-not-found', `${report.origin(element)}: ${incidentId}`);
  const date = incident.date ?? requiredDateIn(element.node, `${kind}/DisciplineDate`, 'DisciplineDate');
  const place = incident.schoolId ?? school ?? schoolOfEnrolment(studentId, date, staging);
  const schoolId = identifier(place, `${kind}/ResponsibilitySchoolReference`, 'school');
  const category = categoryOf([...parts.flatMap(({ texts }) => texts), ...incident.texts], context);
  const value: Disciplined = { studentId, incidentId, schoolId, date, category, actions };
  const actionId = textOf(element.node, 'DisciplineActionIdentifier') ?? `line ${element.sequence}`;
  const key = [studentId, incidentId, school ?? '', actionId];
  staging.claim({ kind: 'disciplined', key, owner: studentId, order: JSON.stringify([studentId, incidentId]), value });
}

/** One record for a student and an incident, with what all actions say; an incident that is not in the interchange has the earliest date. */
export function* behaviorRecords(context: KindContext): Generator<SisRecord> {
  let current: Disciplined | undefined;
  for (const next of context.staging.claims<Disciplined>('disciplined')) {
    if (current !== undefined && current.studentId === next.studentId && current.incidentId === next.incidentId) {
      current = { ...current, date: next.date < current.date ? next.date : current.date, actions: [...current.actions, ...next.actions] };
      continue;
    }
    if (current !== undefined) yield recordOf(current, context);
    current = next;
  }
  if (current !== undefined) yield recordOf(current, context);
}

function recordOf({ studentId, incidentId, schoolId, date, category, actions }: Disciplined, context: KindContext): SisRecord {
  const data = { studentId, schoolId, schoolYear: schoolYearOf(date), incidentId, date, category, actions: actions.slice(0, MOST_ACTIONS) };
  return context.record('behavior-recorded', studentId, data);
}

/** The actions that are mapped, and the refusal of the first that is not. */
function actionsOf(element: StagedElement, school: string | undefined, context: KindContext) {
  const disciplines = children(element.node, 'Disciplines', 'Discipline');
  const mapped = disciplines.map((discipline) => actionKind(discipline, school, element, context));
  const kinds = mapped.filter((each) => typeof each === 'string');
  const length = numberOf(textOf(element.node, 'ActualDisciplineActionLength', 'DisciplineActionLength'));
  const days = kinds.length === 1 && length !== undefined && length >= 0 && length <= MOST_DAYS ? { days: length } : {};
  const missing = disciplines.length === 0 ? new Refused('schema-violation', `${kind}/Disciplines`, 'discipline missing') : undefined;
  const refused = missing ?? mapped.find((each) => each instanceof Refused);
  return { actions: kinds.map((action): Action => ({ kind: action, ...days })), refused };
}

function actionKind(discipline: XmlNode, school: string | undefined, element: StagedElement, context: KindContext): ActionKind | Refused {
  const { references, disciplineDescriptors } = context.interchange;
  const { node } = discipline.text === '' ? references.identity({ node: discipline, file: element.file }) : { node: discipline };
  const texts = disciplineDescriptors.texts(node, school).map(spaced);
  const found = context.mapping.discipline.kinds.find(({ equals, contains }) =>
    texts.some((text) => equals.some((each) => text === spaced(each)) || contains.some((each) => text.includes(spaced(each)))),
  );
  if (found !== undefined) return found.kind;
  const shown = disciplineDescriptors.texts(node, school)[0] ?? '';
  return new Refused(
    'unmapped-value',
    `${kind}/Disciplines`,
    `discipline "${shown}" is not mapped: add it to discipline in a file for --mapping`,
    shown,
  );
}

function categoryOf(texts: readonly string[], { mapping }: KindContext): IncidentCategory {
  const given = texts.map(spaced);
  const found = mapping.discipline.categories.find(({ contains }) =>
    given.some((text) => contains.some((each) => text.includes(spaced(each)))),
  );
  return found?.category ?? 'other';
}
