import type { AlertRaised, Profile } from '#libs/domain';
import { failingReasons, reasonOf } from './reasons.js';

/**
 * What was found when the alert was raised, a sentence each, in plain words about the finding and never about the child.
 * @param rules those that the alert was raised under; null where they are not known any more.
 */
export function alertReasons(alert: AlertRaised, rules: Profile | null): string[] {
  const { cause = 'status', level = 0, evidence = [], conditions, milestone } = alert;
  const judgement = { rules, milestone };
  switch (cause) {
    case 'status': {
      const failing = failingReasons(conditions, judgement);
      return failing.length > 0
        ? failing
        : conditions.filter(({ result }) => result === 'caution').map((each) => reasonOf(each, judgement));
    }
    case 'conditions':
      return conditions.filter(({ name }) => evidence.includes(name)).map((each) => reasonOf(each, judgement));
    case 'absences-in-a-row':
      return [`${counted(level, 'school day')} missed in a row: ${listed(evidence)}`];
    case 'discipline':
      return [`${counted(level, 'incident')} with a suspension or an expulsion this school year`];
    case 'failing-courses':
      return [`The current mark is an F in ${counted(level, 'course')}: ${listed(evidence)}`];
    case 'no-contact':
      return [`Off track, and ${counted(level, 'day')} without a contact, since ${listed(evidence)}`];
    case 'community-size':
      return [`${counted(level, 'student')} more than the community is meant for`];
    case 'wave':
      return [`${counted(level, 'student')} of the community turned off track within a few days`];
    case 'silent-feed':
      return [`No attendance has come of ${counted(level, 'school day')}: ${listed(evidence)}`];
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const MOST_LISTED = 5;

function listed(items: readonly string[]): string {
  const more = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
