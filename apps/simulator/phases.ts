/** The phases of a school day, in order; when each is and for how long: `timetable.ts`. */
export const phase = {
  roster: 0,
  morning: 1,
  secondPeriod: 2,
  submission: 3,
  lateArrivals: 4,
  thirdPeriod: 5,
  fourthPeriod: 6,
  fifthPeriod: 7,
  sixthPeriod: 8,
  departures: 9,
  incidents: 10,
  lastSubmission: 11,
  notes: 12,
  surveys: 13,
  marks: 14,
  evening: 15,
} as const;
