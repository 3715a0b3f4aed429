import type { Incident } from '../references/incidents.js';
import type { Located } from '../references/reference-reader.js';
import { studentIdNames } from '../references/element-names.js';
import { identifier, required } from '../references/values.js';
import type { StagedElement } from '../staging/staging.js';
import { children, textOf } from '../xml/xml-node.js';
import type { KindContext } from './kind-context.js';

const kind = 'DisciplineAction';

/** Each student named by an action with each incident it references; a later data standard names both by their association. */
export function disciplinedIn(
  element: StagedElement,
  school: string | undefined,
  context: KindContext,
): readonly { studentId: string; incident: Incident }[] {
  const associated = children(
    element.node,
    'StudentDisciplineIncidentBehaviorAssociationReference',
    'StudentDisciplineIncidentAssociationReference',
  ).map((node) => {
    const association = context.interchange.references.identity({ node, file: element.file });
    const studentId = identifier(context.interchange.references.studentIn(association), `${kind}/StudentReference`, 'student');
    return incidentsIn(association, school, context).map((incident) => ({ studentId, incident }));
  });
  const students = studentsIn(element, context);
  const incidents = incidentsIn(element, school, context);
  const pairs = [...associated.flat(), ...students.flatMap((studentId) => incidents.map((incident) => ({ studentId, incident })))];
  if (pairs.length === 0) {
    required(students[0], `${kind}/StudentReference`, 'student');
    required(undefined, `${kind}/DisciplineIncidentReference`, 'incident');
  }
  return pairs;
}

function studentsIn(element: StagedElement, { interchange }: KindContext): readonly string[] {
  return children(element.node, 'StudentReference').map((node) => {
    const identity = interchange.references.identity({ node, file: element.file });
    return identifier(textOf(identity.node, ...studentIdNames), `${kind}/StudentReference`, 'student');
  });
}

function incidentsIn(element: Located, school: string | undefined, { interchange }: KindContext): readonly Incident[] {
  return children(element.node, 'DisciplineIncidentReference').map((node) => {
    const identity = interchange.references.identity({ node, file: element.file });
    const incident = required(interchange.incidents.find(identity, school), `${kind}/DisciplineIncidentReference`, 'incident');
    identifier(incident.incidentId, `${kind}/DisciplineIncidentReference`, 'incident');
    return incident;
  });
}
