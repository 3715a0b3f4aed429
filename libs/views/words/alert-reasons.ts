import type { AlertRaised, Profile } from '#libs/domain';
import { failingReasons, reasonOf } from './reasons.js';
import { wordingIn, type Language } from './wording/wording-in.js';

/**
 * What was found when the alert was raised, a sentence each, in plain words about the finding and never about the child.
 * @param rules those that the alert was raised under; null where they are not known any more.
 */
export function alertReasons(alert: AlertRaised, rules: Profile | null, language: Language = 'en'): string[] {
  const { cause = 'status', level = 0, evidence = [], conditions, milestone } = alert;
  const judgement = { rules, milestone };
  const { alerts: say } = wordingIn(language);
  const listed = listedIn(evidence, say.more);
  switch (cause) {
    case 'status': {
      const failing = failingReasons(conditions, judgement, language);
      const caution = conditions.filter(({ result }) => result === 'caution');
      return failing.length > 0 ? failing : caution.map((each) => reasonOf(each, judgement, language));
    }
    case 'conditions':
      return conditions.filter(({ name }) => evidence.includes(name)).map((each) => reasonOf(each, judgement, language));
    case 'absences-in-a-row':
      return [say.absences(level, listed)];
    case 'discipline':
      return [say.discipline(level)];
    case 'failing-courses':
      return [say.failingCourses(level, listed)];
    case 'no-contact':
      return [say.noContact(level, listed)];
    case 'community-size':
      return [say.communitySize(level)];
    case 'wave':
      return [say.wave(level)];
    case 'silent-feed':
      return [say.silentFeed(level, listed)];
  }
}

const MOST_LISTED = 5;

function listedIn(items: readonly string[], more: (count: number) => string): string {
  const left = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (left > 0 ? more(left) : '');
}
