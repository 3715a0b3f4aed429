import type { SisRecord } from '#libs/domain';
import { isOneOf } from '../mapping/vocabulary.js';
import type { Cohort } from '../references/cohorts.js';
import { dateIn, identifier, required, requiredDateIn } from '../references/values.js';
import type { StagedElement } from '../staging/staging.js';
import { lastEnrolledYear } from './enrolment-lookup.js';
import type { ClaimElement, KindContext } from './kind-context.js';
import { studentOf } from './people.js';
import { groupedPeriods, yearlyParts, type Period } from './yearly-periods.js';

const NAME_LENGTH = 500;

interface Community {
  readonly communityId: string;
  readonly schoolId: string;
  readonly name: string;
}

interface Member extends Period {
  readonly group: readonly [studentId: string, communityId: string];
}

/** A cohort: named for its description, kept for the school years in which it has members. */
export const claimCommunity: ClaimElement = (element, { staging, interchange, mapping, report }) => {
  const cohort = required(interchange.cohorts.find(element), 'Cohort/CohortIdentifier', 'identifier');
  const communityId = identifier(cohort.communityId, 'Cohort/CohortIdentifier', 'community');
  const schoolId = identifier(cohort.organization, 'Cohort/EducationOrgReference', 'organization');
  if (!isCommunity(cohort, mapping.communityTypes)) {
    report.warn('cohort-type-is-no-community', `${report.origin(element)}: ${cohort.type ?? 'no cohort type'}`);
    return;
  }
  const value: Community = { communityId, schoolId, name: (cohort.name ?? communityId).slice(0, NAME_LENGTH).toWellFormed() };
  staging.claim({ kind: 'community', key: [communityId], owner: communityId, order: communityId, value });
};

export const claimMember: ClaimElement = (element, context) => {
  const studentId = studentOf(element, context);
  const cohort = cohortOf(element, context);
  const communityId = identifier(cohort.communityId, `${element.kind}/CohortReference`, 'community');
  const begin = requiredDateIn(element.node, `${element.kind}/BeginDate`, 'BeginDate');
  const end = dateIn(element.node, `${element.kind}/EndDate`, 'EndDate');
  if (!isCommunity(cohort, context.mapping.communityTypes)) return;
  if (!cohort.defined) context.report.warn('cohort-not-found', `${context.report.origin(element)}: ${communityId}; counts under its id`);
  const group = [studentId, communityId] as const;
  const value: Member = { group, begin, ...(end !== undefined && { end: end < begin ? begin : end }) };
  context.staging.claim({ kind: 'member', key: [...group, begin], owner: studentId, order: group.join('\u0000'), value });
};

/** A community in each school year in which it has members. */
export function* communityRecords(context: KindContext): Generator<SisRecord> {
  const years = new Map<string, Set<number>>();
  for (const { communityId, part } of memberParts(context)) {
    const known = years.get(communityId);
    if (known === undefined) years.set(communityId, new Set([part.schoolYear]));
    else known.add(part.schoolYear);
  }
  for (const { communityId, schoolId, name } of context.staging.claims<Community>('community')) {
    for (const schoolYear of [...(years.get(communityId) ?? [])].sort((a, b) => a - b)) {
      yield context.record('community-defined', communityId, { communityId, schoolId, schoolYear, name });
    }
  }
}

/** Joining and leaving, in every school year that a membership touches. `since` is when it began, where that was in an earlier year. */
export function* memberRecords(context: KindContext): Generator<SisRecord> {
  for (const { studentId, communityId, part } of memberParts(context)) {
    const { schoolYear, joined, left, since } = part;
    const data = { studentId, communityId, schoolYear };
    yield context.record('community-joined', studentId, { ...data, date: joined, ...(since && { since }) });
    if (left !== undefined) yield context.record('community-left', studentId, { ...data, date: left, joinedOn: joined });
  }
}

function* memberParts({ staging }: KindContext) {
  for (const { group, periods } of groupedPeriods(staging.claims<Member>('member'))) {
    const [studentId, communityId] = group;
    const lastYear = lastEnrolledYear(studentId, staging);
    for (const period of periods) for (const part of yearlyParts(period, lastYear)) yield { studentId, communityId, part };
  }
}

/** The cohort that an association refers to. */
export function cohortOf(element: StagedElement, { interchange }: KindContext): Cohort {
  const path = `${element.kind}/CohortReference`;
  const identity = required(interchange.references.identityIn(element, 'CohortReference'), path, 'cohort');
  return required(interchange.cohorts.find(identity), path, 'identifier');
}

/** A cohort that is not in the interchange has no type: it is a community only where every cohort is one. */
export function isCommunity(cohort: Cohort, types: readonly string[] | null): boolean {
  return types === null || (cohort.type !== undefined && isOneOf(cohort.type, types));
}
