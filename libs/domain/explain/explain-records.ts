import type { StudentFacts } from '../facts/facts.js';
import { isOverYears, type Measure } from '../profiles/profile.js';
import { currentMarksOf, earlierTermMarks, matchingIncidents, termMarks } from '../status/measures.js';
import { assessmentsUpTo, latestAssessments, type Assessment } from '../student-year/assessments.js';
import type { Mark } from '../student-year/marks.js';
import type { EarlierYear, StudentYear } from '../student-year/student-year.state.js';
import { dateAt } from '../time/school-date.js';
import { evidenceOf, type Evidence, type Sources, type Told } from './evidence.js';

export type RecordMeasure = Exclude<Measure, { aggregate: 'ratio' }>;

/** The marks, incidents or assessments that a value rests on, in order of date. */
export function explainRecords(
  measure: RecordMeasure,
  state: StudentYear,
  asOf: number,
  sources: ReadonlyMap<number, Sources>,
): Evidence[] {
  if (measure.of === 'incidents') {
    const incidents = matchingIncidents(measure, state, asOf);
    return inOrder(
      incidents.flatMap((incident) => evidenceOf(sources.get(state.year)?.incident(incident.incidentId), tellIncident(incident))),
    );
  }
  if (measure.of === 'assessments') {
    const all = assessmentsUpTo(state, asOf, measure.where.subjects);
    const latest = latestAssessments(all);
    return inOrder(
      all.flatMap((each) =>
        evidenceOf(sources.get(state.year)?.assessment(each.assessmentId), tellAssessment(each, latest.includes(each))),
      ),
    );
  }
  return inOrder(
    marksBehind(measure, state, asOf).flatMap(({ year, marks }) =>
      marks.flatMap((mark) => {
        const event = sources.get(year)?.mark(mark.courseId, mark.termId, mark.transcript ? 'transcript' : 'grade');
        return evidenceOf(event, { date: dateAt(mark.day, year), what: tellMark(mark), counts: counts(measure, mark) });
      }),
    ),
  );
}

type MarkMeasure = Exclude<RecordMeasure, { of: 'incidents' | 'assessments' }>;

function marksBehind(measure: MarkMeasure, state: StudentYear, asOf: number): EarlierYear[] {
  const { where } = measure;
  const ofTerms = measure.aggregate === 'count' || measure.aggregate === 'sum';
  const marks = ofTerms ? termMarks(where, state, asOf) : currentMarksOf(where, state, asOf);
  const earlier = isOverYears(measure) ? (state.earlier ?? []) : [];
  return [...earlier.map((each) => ({ year: each.year, marks: earlierTermMarks(where, each) })), { year: state.year, marks }];
}

function counts(measure: MarkMeasure, mark: Mark): boolean {
  switch (measure.aggregate) {
    case 'count':
      return mark.letter !== null && measure.where.letters.includes(mark.letter);
    case 'min':
      return measure.value === 'letter' || mark.percent !== null;
    case 'mean':
    case 'sum':
      return true;
  }
}

function tellMark({
  letter,
  percent,
  subject,
  courseId,
  termId,
  final,
  transcript,
  summer,
  creditsAttempted,
  creditsEarned,
}: Mark): string {
  return [
    `${letter ?? 'no mark'}${percent === null ? '' : ` (${percent} %)`} in ${subject}`,
    `course ${courseId}`,
    `term ${termId}`,
    ...(final ? ['final'] : []),
    ...(transcript ? ['from a transcript'] : []),
    ...(summer ? ['summer'] : []),
    ...(creditsAttempted === null ? [] : [`${creditsAttempted} credits attempted`]),
    ...(creditsEarned === null ? [] : [`${creditsEarned} earned`]),
  ].join(', ');
}

function tellIncident({ date, category, actions, incidentId }: StudentFacts['behavior-recorded']): {
  date: string;
  what: string;
  counts: true;
} {
  const taken = actions.map(({ kind, days }) => (days === undefined ? kind : `${kind} (${days} days)`)).join(', ');
  return { date, what: `${category}: ${taken === '' ? 'no action' : taken}, incident ${incidentId}`, counts: true };
}

function tellAssessment({ date, subject, benchmarkMet, assessmentId }: Assessment, isLatest: boolean): Told {
  return { date, what: `benchmark ${benchmarkMet ? 'met' : 'not met'} in ${subject}, assessment ${assessmentId}`, counts: isLatest };
}

function inOrder(evidence: Evidence[]): Evidence[] {
  return evidence.sort((a, b) => (a.date === b.date ? a.position - b.position : a.date < b.date ? -1 : 1));
}

/** What is missing before the value is judged, in words. */
export function missingMarks(measure: MarkMeasure): string {
  const { where } = measure;
  const percent = measure.aggregate === 'min' && measure.value === 'percent' ? ' with a percent' : '';
  const kind = `${where.final === true ? 'final ' : ''}mark${percent}`;
  const subjects = where.subjects === undefined ? 'any course' : where.subjects.join(', ');
  return `no ${kind} in ${subjects} yet`;
}
