import { firstDayOf, lastDayOf, schoolYearOf, type SisRecord } from '#libs/domain';
import { isOneOf } from '../mapping/vocabulary.js';
import { identifier, requiredDateIn } from '../references/values.js';
import { children, textOf } from '../xml/xml-node.js';
import type { AttendanceTakings } from './attendance-taking.js';
import { checkLabel, type ClaimElement, type KindContext } from './kind-context.js';

interface CalendarDay {
  readonly date: string;
  readonly instructional: boolean;
}

interface SchoolYear {
  readonly schoolId: string;
  readonly schoolYear: number;
}

/** The organization of dates that name none: they serve every school, last. */
const NO_ORGANIZATION = '';

export const claimCalendarDay: ClaimElement = (element, { interchange, staging, mapping, report }) => {
  const { node } = element;
  const { references, organizations } = interchange;
  const date = requiredDateIn(node, 'CalendarDate/Date', 'Date');
  const calendar = references.identityIn(element, 'CalendarReference');
  const named = references.organizationIn(element) ?? (calendar && references.organizationIn(calendar));
  const organization = named === undefined ? NO_ORGANIZATION : identifier(named, 'CalendarDate/EducationOrgReference', 'organization');
  if (named !== undefined && !organizations.knows(named)) {
    report.warn(
      'calendar-of-unknown-organization',
      `${report.origin(element)}: "${named}" is no organization of the interchange; serves only itself`,
    );
  }
  if (calendar !== undefined) checkLabel(textOf(calendar.node, 'SchoolYear'), date, element, report);
  const instructional = children(node, 'CalendarEvent').some(({ text }) => isOneOf(text, mapping.instructionalEvents));
  const code = (calendar && textOf(calendar.node, 'CalendarCode')) ?? '';
  const value: CalendarDay = { date, instructional };
  staging.claim({ kind: 'calendar-day', key: [organization, code, date], owner: organization, order: date, value });
};

/**
 * The calendar of every school year in which a school has an enrolment. A school that takes attendance affirmatively but has no calendar
 * gets one without days, for every day with a record counts there; an exception-only school without a calendar gets none.
 */
export function* calendarRecords(takings: AttendanceTakings, context: KindContext): Generator<SisRecord> {
  for (const { schoolId, schoolYear } of enrolledSchoolYears(context)) {
    const attendanceTaking = takings.of(schoolId, schoolYear);
    const days = calendarOf(schoolId, schoolYear, context);
    const first = days[0];
    const last = days.at(-1);
    if (first !== undefined && last !== undefined) {
      const instructionalDays = instructionalDaysOf(days);
      const span = { firstDay: first.date, lastDay: last.date };
      yield context.record('calendar-published', schoolId, { schoolId, schoolYear, ...span, instructionalDays, attendanceTaking });
    } else if (attendanceTaking === 'affirmative') {
      const span = { firstDay: firstDayOf(schoolYear), lastDay: lastDayOf(schoolYear) };
      yield context.record('calendar-published', schoolId, { schoolId, schoolYear, ...span, attendanceTaking });
    } else {
      context.report.warn('exception-only-without-calendar', `${schoolId} in ${schoolYear}: no day can count`);
    }
  }
}

/** An exception-only school has submitted every instructional day up to its last event of the year. */
export function* submissionRecords(takings: AttendanceTakings, context: KindContext): Generator<SisRecord> {
  for (const { schoolId, schoolYear } of enrolledSchoolYears(context)) {
    const lastDate = takings.lastDate(schoolId, schoolYear);
    if (lastDate === undefined || takings.of(schoolId, schoolYear) === 'affirmative') continue;
    for (const date of instructionalDaysOf(calendarOf(schoolId, schoolYear, context))) {
      if (date <= lastDate) yield context.record('attendance-submitted', schoolId, { schoolId, schoolYear, date });
    }
  }
}

/** The days of the nearest organization that has any date in the year, alone; by date. */
function calendarOf(schoolId: string, schoolYear: number, { staging, interchange }: KindContext): readonly CalendarDay[] {
  for (const organization of [...interchange.organizations.chain(schoolId), NO_ORGANIZATION]) {
    const days = staging.claimsOf<CalendarDay>('calendar-day', organization).filter(({ date }) => schoolYearOf(date) === schoolYear);
    if (days.length > 0) return days;
  }
  return [];
}

function instructionalDaysOf(days: readonly CalendarDay[]): readonly string[] {
  return [...new Set(days.filter(({ instructional }) => instructional).map(({ date }) => date))];
}

function enrolledSchoolYears({ staging }: KindContext): Iterable<SchoolYear> {
  return staging.claims<SchoolYear>('school-year');
}
