import type { SchoolYear } from '../school-year/school-year.js';
import { dateAt, daysBetween } from '../time/school-date.js';
import type { Signal } from './signal.js';

/** Students beyond a community's size limit; null within it. */
export function sizeSignal(students: number, limit: number): Signal | null {
  return students > limit ? { level: students - limit, evidence: [] } : null;
}

/** The most days looked back over for a feed that has fallen silent. */
const MOST_SILENT_DAYS = 20;

/**
 * School days before today of which a school has sent no attendance, up to the last one of which it has; null without any. Where
 * schools send absences only, records say nothing of a day: it must have been submitted.
 * @param today index from July 1 of the school's year.
 * @param latest the latest day with an attendance record, -1 without one.
 */
export function silentFeedSignal(school: SchoolYear, latest: number, today: number): Signal | null {
  const dates: string[] = [];
  const from = Math.max((school.taking === 'exception-only' ? school.latestSubmitted : latest) + 1, 0);
  for (let day = from; day < today && dates.length < MOST_SILENT_DAYS; day++) {
    if (school.instructional?.[day] === 1) dates.push(dateAt(day, school.year));
  }
  return dates.length === 0 ? null : { level: dates.length, evidence: dates };
}

/** Days that an off-track student has gone without a contact: since going off track, or since the last one after that. */
export function noContactSignal(offTrackSince: string, lastContact: string | null, today: string): Signal | null {
  const since = lastContact !== null && lastContact > offTrackSince ? lastContact : offTrackSince;
  const days = daysBetween(since, today);
  return days <= 0 ? null : { level: days, evidence: [since] };
}
