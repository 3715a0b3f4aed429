import type { SisRecord } from '#libs/domain';
import { hasWord, type StaffRole } from '../mapping/vocabulary.js';
import { dateIn, identifier, required } from '../references/values.js';
import type { StagedElement } from '../staging/staging.js';
import { textOf } from '../xml/xml-node.js';
import { cohortOf, isCommunity } from './communities.js';
import type { ClaimElement, KindContext } from './kind-context.js';
import { staffOf } from './people.js';
import { sectionOf } from './section-memberships.js';

interface Assignment {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly communityId?: string;
  readonly sectionId?: string;
  readonly schoolId?: string;
  readonly from: string;
  readonly to?: string;
}

type Target = Pick<Assignment, 'role' | 'communityId' | 'sectionId' | 'schoolId'>;

/** Staff of a cohort lead that community. */
export const claimLead: ClaimElement = (element, context) => {
  const staffId = staffOf(element, context);
  const cohort = cohortOf(element, context);
  const communityId = identifier(cohort.communityId, `${element.kind}/CohortReference`, 'community');
  if (isCommunity(cohort, context.mapping.communityTypes)) claimAssignment(element, staffId, { role: 'lead', communityId }, context);
};

export const claimTeacher: ClaimElement = (element, context) => {
  const staffId = staffOf(element, context);
  const section = required(sectionOf(element, context), `${element.kind}/SectionReference`, 'section');
  const sectionId = identifier(section.sectionId, `${element.kind}/SectionReference`, 'section');
  claimAssignment(element, staffId, { role: 'teacher', sectionId }, context);
};

/** Principals, administrators and counselors of an organization; other classifications only feed the directory. */
export const claimOrganizationStaff: ClaimElement = (element, context) => {
  const staffId = staffOf(element, context);
  const classification = textOf(element.node, 'StaffClassification') ?? '';
  const role = context.mapping.staff.classifications.find(({ words }) => hasWord(classification, words))?.role;
  if (role === undefined) return;
  const organization = context.interchange.references.organizationIn(element);
  const schoolId = identifier(organization, `${element.kind}/EducationOrganizationReference`, 'organization');
  claimAssignment(element, staffId, { role, schoolId }, context);
};

/** Assignments with the dates given, open where absent. */
export function* assignmentRecords(context: KindContext): Generator<SisRecord> {
  for (const assignment of context.staging.claims<Assignment>('assignment')) {
    yield context.record('staff-assigned', assignment.staffId, { ...assignment });
  }
}

function claimAssignment(element: StagedElement, staffId: string, target: Target, { staging, mapping }: KindContext): void {
  const begin = dateIn(element.node, `${element.kind}/BeginDate`, 'BeginDate');
  const to = dateIn(element.node, `${element.kind}/EndDate`, 'EndDate');
  const from = begin ?? mapping.staff.openFrom;
  const value: Assignment = { staffId, ...target, from, ...(to !== undefined && { to }) };
  const { role, communityId = '', sectionId = '', schoolId = '' } = value;
  const key = [staffId, role, communityId, sectionId, schoolId, from];
  staging.claim({ kind: 'assignment', key, owner: staffId, order: staffId, value });
}
