import { assessedSubjects, type AssessedSubject, type StudentFacts } from '../facts/facts.js';
import { dayIndex } from '../time/school-date.js';
import type { StudentYear } from './student-year.state.js';

export type Assessment = StudentFacts['assessment-recorded'];

/** Assessments of these subjects up to a day; without subjects those of all. */
export function assessmentsUpTo(state: StudentYear, asOf: number, asked: readonly AssessedSubject[] = assessedSubjects): Assessment[] {
  return state.assessments.filter(({ subject, date }) => asked.includes(subject) && dayIndex(date, state.year) <= asOf);
}

/** The latest of each subject. Of two of one day the one whose benchmark was not met stands, then the one with the smaller id. */
export function latestAssessments(assessments: readonly Assessment[]): Assessment[] {
  const latest = new Map<AssessedSubject, Assessment>();
  for (const assessment of assessments) {
    const other = latest.get(assessment.subject);
    if (other === undefined || standsBefore(assessment, other)) latest.set(assessment.subject, assessment);
  }
  return [...latest.values()];
}

function standsBefore(a: Assessment, b: Assessment): boolean {
  if (a.date !== b.date) return a.date > b.date;
  return a.benchmarkMet === b.benchmarkMet ? a.assessmentId < b.assessmentId : !a.benchmarkMet;
}
