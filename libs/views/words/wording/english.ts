import type { Wording } from './wording.js';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const english: Wording = {
  subjects: {
    ela: 'English language arts',
    math: 'math',
    science: 'science',
    'social-science': 'social science',
    other: 'other subjects',
  },
  anySubject: 'any subject',
  or: 'or',
  attendance: {
    name: 'Attendance',
    unknown: 'Attendance is not known yet',
    tooEarly: (days, needed) => `Attendance cannot be judged yet: ${counted(days, 'day')} counted, ${needed} are needed`,
    present: (present, days) => `present ${present} of ${counted(days, 'day')}`,
  },
  benchmark: {
    latest: (subjects, met) => `Latest benchmark test in ${subjects} ${met ? 'met' : 'not met'}`,
    several: (count, subjects, met) => `${count} latest benchmark tests ${met ? 'met' : 'not met'} in ${subjects}`,
    met: 'met',
    none: 'No benchmark test is given',
  },
  average: {
    name: 'Grade point average',
    justBelow: (value) => `just below ${value}`,
    none: 'No mark yet for a grade point average',
  },
  credits: { name: 'Credits earned:', none: 'No credits posted yet' },
  incidents: {
    exclusionary: (count) => `${counted(count, 'incident')} with suspension or expulsion`,
    reportable: (count) => `${counted(count, 'offense')} reportable to the state`,
    conduct: (count) => counted(count, 'conduct offense'),
    unknown: 'Discipline is not known yet',
  },
  marks: {
    counted: (count, letters, subjects, final) => `${count} ${final ? 'final ' : ''}${letters} marks in ${subjects}`,
    lowest: (subjects, mark) => `Lowest current mark in ${subjects} is ${mark}`,
    none: (subjects, final) => `No ${final ? 'final ' : ''}mark yet in ${subjects}`,
  },
  bounds: {
    none: 'none',
    atLeast: 'at least',
    moreThan: 'more than',
    atMost: 'at most',
    fewerThan: 'fewer than',
    letter: (letter) => `${letter} or better`,
  },
  needs: (bound, clear) => `needs ${bound}${clear === null ? '' : `, ${clear} to be clear of the line`}`,
  nothingRecorded: 'nothing recorded yet',
  alerts: {
    absences: (count, dates) => `${counted(count, 'school day')} missed in a row: ${dates}`,
    discipline: (count) => `${counted(count, 'incident')} with a suspension or an expulsion this school year`,
    failingCourses: (count, courses) => `The current mark is an F in ${counted(count, 'course')}: ${courses}`,
    noContact: (days, since) => `Off track, and ${counted(days, 'day')} without a contact, since ${since}`,
    communitySize: (students) => `${counted(students, 'student')} more than the community is meant for`,
    wave: (students) => `${counted(students, 'student')} of the community turned off track within a few days`,
    silentFeed: (days, dates) => `No attendance has come of ${counted(days, 'school day')}: ${dates}`,
    more: (count) => ` and ${count} more`,
  },
};
