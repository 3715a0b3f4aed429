import { isOneOf } from '../mapping/vocabulary.js';
import { behaviorTexts } from '../references/descriptors.js';
import type { SqliteStaging } from '../staging/sqlite-staging.adapter.js';
import { textOf } from '../xml/xml-node.js';
import type { ClaimElement } from './kind-context.js';

/** One part that a student had in an incident. */
export interface Association {
  /** Victim, witness or reporter. */
  readonly bystander: boolean;
  /** What it says of the student's behavior. */
  readonly texts: readonly string[];
}

/** Several parts in one incident stand beside each other. */
export const claimAssociation: ClaimElement = (element, { interchange, staging, mapping }) => {
  const { references, incidents, behaviorDescriptors } = interchange;
  const studentId = references.studentIn(element);
  const identity = references.identityIn(element, 'DisciplineIncidentReference');
  const incident = identity && incidents.find(identity, undefined);
  if (studentId === undefined || incident === undefined) return;
  const code = textOf(element.node, 'StudentParticipationCode', 'DisciplineIncidentParticipationCode') ?? '';
  const bystander = element.kind.includes('NonOffender') || isOneOf(code, mapping.discipline.bystanders);
  const value: Association = { bystander, texts: behaviorTexts(element.node, behaviorDescriptors, incident.schoolId) };
  const owner = ownerOf(studentId, incident.incidentId);
  staging.claim({ kind: 'association', key: [owner, code], owner, order: '', value });
};

export function associationsOf(studentId: string, incidentId: string, staging: SqliteStaging): readonly Association[] {
  return staging.claimsOf<Association>('association', ownerOf(studentId, incidentId));
}

function ownerOf(studentId: string, incidentId: string): string {
  return JSON.stringify([studentId, incidentId]);
}
