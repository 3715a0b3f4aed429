import { dayIndex, schoolYearOf, silentFeedSignal } from '#libs/domain';
import type { FeedDocument } from '#libs/views';
import type { DistrictScope } from '../scope/district-scopes.js';

/** How long nothing has come of a school's attendance. */
export interface Silence {
  /** The latest school day with attendance; where schools send absences only, the latest one that was submitted. */
  readonly lastDate: string | null;
  /** School days before today of which nothing has come, at most 20; null where no calendar says which days those are. */
  readonly schoolDaysBehind: number | null;
  /** What is shown of the school may be older than it looks. */
  readonly isSilent: boolean;
}

export interface SilentSchool extends Silence {
  readonly schoolId: string;
}

const SUNDAY = 0;
const SATURDAY = 6;

type Latest = Pick<FeedDocument, 'lastAttendanceDate' | 'lastSubmittedDate'>;

/** Schools of the district's present school year of whose attendance at least one whole day has not come. */
export function silentSchools(scope: DistrictScope, feeds: readonly FeedDocument[]): SilentSchool[] {
  if (scope.day === null) return [];
  return [...scope.reference.schoolsOf(scope.district, schoolYearOf(scope.day)).keys()].toSorted().flatMap((schoolId) => {
    const silence = silenceOf(
      scope,
      schoolId,
      feeds.filter((feed) => feed.schoolId === schoolId),
    );
    return silence.isSilent ? [{ schoolId, ...silence }] : [];
  });
}

/** @param feeds of that school: one, or all together. */
export function silenceOf({ district, day, reference }: DistrictScope, schoolId: string, feeds: readonly Latest[]): Silence {
  if (day === null) return { lastDate: null, schoolDaysBehind: null, isSilent: false };
  const year = schoolYearOf(day);
  const school = reference.schoolOf(district, schoolId, year);
  const submits = school.taking === 'exception-only';
  const lastDate = latest(feeds.map(({ lastAttendanceDate, lastSubmittedDate }) => (submits ? lastSubmittedDate : lastAttendanceDate)));
  if (school.instructional === null) return withoutCalendar(lastDate, reference.daysOf(district), day);
  const at = lastDate === null || schoolYearOf(lastDate) !== year ? -1 : dayIndex(lastDate, year);
  const seen = submits ? { ...school, latestSubmitted: at } : school;
  const schoolDaysBehind = silentFeedSignal(seen, at, dayIndex(day, year))?.level ?? 0;
  return { lastDate, schoolDaysBehind, isSilent: schoolDaysBehind > 0 };
}

/** Where no calendar says when the school is open, the district's own days on which schools are open as a rule. */
function withoutCalendar(lastDate: string | null, days: readonly string[], today: string): Silence {
  if (lastDate === null || schoolYearOf(lastDate) !== schoolYearOf(today)) return { lastDate, schoolDaysBehind: null, isSilent: false };
  const schoolDaysBehind = days.filter((day) => lastDate < day && day < today && isWeekday(day)).length;
  return { lastDate, schoolDaysBehind, isSilent: schoolDaysBehind > 0 };
}

function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== SUNDAY && weekday !== SATURDAY;
}

function latest(dates: readonly (string | null)[]): string | null {
  return dates.reduce((last, date) => (date !== null && (last === null || date > last) ? date : last), null);
}
