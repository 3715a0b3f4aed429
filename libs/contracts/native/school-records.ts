import { attendanceTakings, DAYS_IN_SCHOOL_YEAR, gradeLevels } from '#libs/domain';
import { z } from 'zod';
import { count, date, identifier, optional, text } from './fields.js';
import { outside, yearRecord } from './record-rules.js';

const MOST_GRADE_LEVELS = 50;
const school = { schoolId: identifier };
const community = { communityId: identifier };

interface Calendar {
  readonly schoolYear: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly instructionalDays: readonly string[];
}

/** What is said of schools and of communities. */
export const schoolRecords = {
  'calendar-published': yearRecord(
    {
      ...school,
      firstDay: date,
      lastDay: date,
      instructionalDays: z.array(date).max(DAYS_IN_SCHOOL_YEAR),
      attendanceTaking: z.enum(attendanceTakings),
    },
    { within: ['firstDay', 'lastDay'] },
    daysBetweenFirstAndLast,
  ),
  'calendar-retracted': yearRecord(school, {}),
  'attendance-submitted': yearRecord({ ...school, date }, { within: ['date'] }),
  'attendance-submission-retracted': yearRecord({ ...school, date }, { within: ['date'] }),
  'community-defined': yearRecord(
    {
      ...community,
      ...school,
      name: text.min(1),
      theme: optional(text),
      sizeLimit: optional(z.int().min(1)),
      gradeLevels: optional(z.array(z.enum(gradeLevels)).max(MOST_GRADE_LEVELS)),
    },
    {},
  ),
  'community-retracted': yearRecord(community, {}),
  'belonging-surveyed': yearRecord(
    { ...community, date, invited: count, responded: count, belonging: count },
    { within: ['date'] },
    (data) => (data.responded > data.invited ? { path: ['responded'], message: 'expected no more than invited' } : null),
    (data) => (data.belonging > data.responded ? { path: ['belonging'], message: 'expected no more than responded' } : null),
  ),
  'survey-retracted': yearRecord({ ...community, date }, { within: ['date'] }),
};

function daysBetweenFirstAndLast({ schoolYear, firstDay, lastDay, instructionalDays }: Calendar) {
  if (lastDay < firstDay) return { path: ['lastDay'], message: 'expected a day not before firstDay' };
  for (const [index, day] of instructionalDays.entries()) {
    const path = ['instructionalDays', index];
    const finding = outside(path, day, schoolYear);
    if (finding !== null) return finding;
    if (day < firstDay || day > lastDay) return { path, message: `expected a day from firstDay ${firstDay} to lastDay ${lastDay}` };
  }
  return null;
}
