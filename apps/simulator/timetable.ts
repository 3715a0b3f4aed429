import { applyChange } from './attendance-changes.js';
import { recordDeparture, recordLateArrival, submitAttendance, takeAttendance, takePeriod } from './attendance.js';
import { misbehave } from './behavior.js';
import type { District } from './district.js';
import { isPostingDay, postMarks } from './marks.js';
import { isSurveyDay, isTestDay, surveyCommunity, testStudent } from './measures.js';
import { moveStudent } from './mobility.js';
import { phase } from './phases.js';
import { endYear, leaveInSummer } from './school-year-end.js';
import { prepareCommunity, prepareSchool, registerStudent } from './school-year-start.js';
import { joinSections } from './sections.js';
import type { Student } from './student-table.js';
import { at } from './wall-clock.js';

/** A part of a day: when it begins, how long it takes, and what happens `count` times, evenly spread over it. */
export interface Phase {
  /** Seconds since local midnight. */
  readonly start: number;
  readonly seconds: number;
  readonly count: (district: District) => number;
  readonly each: (district: District, index: number) => void;
}

const MINUTE = 60;

/** The phases of a school day, in the order of `phase`. */
export const schoolDay: readonly Phase[] = (
  [
    [phase.roster, eachStudent('6:30', 60, moveStudent)],
    [phase.morning, eachStudent('8:00', 75, takeAttendance)],
    [phase.secondPeriod, period('9:20', 2)],
    [phase.submission, eachSchool('9:40', 15, (district, index) => submitAttendance(district, index, false))],
    [phase.lateArrivals, eachStudent('10:00', 12, recordLateArrival)],
    [phase.thirdPeriod, period('10:15', 3)],
    [phase.fourthPeriod, period('11:15', 4)],
    [phase.fifthPeriod, period('12:30', 5)],
    [phase.sixthPeriod, period('13:30', 6)],
    [phase.departures, eachStudent('14:00', 25, recordDeparture)],
    [phase.incidents, eachStudent('14:30', 30, misbehave)],
    [phase.lastSubmission, eachSchool('15:05', 15, (district, index) => submitAttendance(district, index, true))],
    [phase.notes, eachChange('15:25', 35)],
    [phase.surveys, when(isSurveyDay, eachCommunity('16:00', 10, surveyCommunity))],
    [phase.marks, when((district) => isPostingDay(district) || isTestDay(district), eachStudent('16:15', 60, afternoon))],
    [phase.evening, when(({ index, lastIndex }) => index === lastIndex, eachStudent('17:30', 60, endYear))],
  ] as const
)
  .toSorted(([a], [b]) => a - b)
  .map(([, each]) => each);

/** In July those withdraw who will not come back to the year before. */
export const summer: readonly Phase[] = [eachStudent('10:00', 300, leaveInSummer)];

/** In August each part of a school year is prepared on its own day, so many days before school begins. */
export const preparation: readonly { readonly daysBefore: number; readonly phases: readonly Phase[] }[] = [
  { daysBefore: 24, phases: [eachSchool('9:00', 120, prepareSchool), eachCommunity('12:00', 240, prepareCommunity)] },
  { daysBefore: 10, phases: [eachStudent('8:00', 540, registerStudent)] },
  { daysBefore: 5, phases: [eachStudent('8:00', 540, (district, student) => joinSections(district, student, district.dateAt(0)))] },
];

function afternoon(district: District, student: Student): void {
  if (isTestDay(district)) testStudent(district, student);
  if (isPostingDay(district)) postMarks(district, student);
}

function eachStudent(start: string, minutes: number, act: (district: District, student: Student) => void): Phase {
  return {
    start: at(start),
    seconds: minutes * MINUTE,
    count: ({ students }) => students.size,
    each: (district, slot) => act(district, district.students.at(slot)),
  };
}

function eachSchool(start: string, minutes: number, each: Phase['each']): Phase {
  return { start: at(start), seconds: minutes * MINUTE, count: ({ plan }) => plan.schools.length, each };
}

function eachCommunity(start: string, minutes: number, each: Phase['each']): Phase {
  return { start: at(start), seconds: minutes * MINUTE, count: ({ plan }) => plan.communities.length, each };
}

function period(start: string, number: number): Phase {
  return when(
    ({ settings }) => settings.sections,
    eachStudent(start, 10, (district, student) => takePeriod(district, student, number)),
  );
}

/** The corrections of attendance that are due. */
function eachChange(start: string, minutes: number): Phase {
  return {
    start: at(start),
    seconds: minutes * MINUTE,
    count: ({ changes, step }) => changes.due(step).length,
    each: (district, index) => applyChange(district, index),
  };
}

function when(condition: (district: District) => boolean, phaseOfDay: Phase): Phase {
  return { ...phaseOfDay, count: (district) => (condition(district) ? phaseOfDay.count(district) : 0) };
}
