import type { ConditionOutcome, StudentFacts } from '#libs/domain';

export type ModelMark = StudentFacts['grade-posted'];

const order = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'D-', 'F'];
const points = [4, 4, 3.7, 3.3, 3, 2.7, 2.3, 2, 1.7, 1.3, 1, 0.7, 0];

/** The letter of a mark; undefined where it is none. */
function letterOf({ letter, percent }: ModelMark): string | undefined {
  if (letter === undefined)
    return percent === undefined ? undefined : (['A', 'B', 'C', 'D'].find((_, index) => percent >= 90 - 10 * index) ?? 'F');
  const upper = letter.toUpperCase();
  return upper.startsWith('F') && ['F', 'F+', 'F-'].includes(upper) ? 'F' : order.find((known) => known === upper);
}

const dateOf = (mark: ModelMark): string => mark.markedOn ?? mark.termEnd;
const lowness = (mark: ModelMark): number => order.indexOf(letterOf(mark) ?? '');
const isTranscript = (mark: ModelMark): number => Number(mark.origin === 'transcript');
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rule 23: latest date, then final, then transcript, then the lower, then the smaller term id. */
function currentMarks(marks: readonly ModelMark[]): ModelMark[] {
  const real = marks.filter((mark) => letterOf(mark) !== undefined);
  return [...new Set(real.map(({ courseId }) => courseId))].flatMap((courseId) =>
    real
      .filter((mark) => mark.courseId === courseId)
      .toSorted(
        (a, b) =>
          byText(dateOf(b), dateOf(a)) ||
          Number(b.final) - Number(a.final) ||
          isTranscript(b) - isTranscript(a) ||
          lowness(b) - lowness(a) ||
          byText(a.termId, b.termId),
      )
      .slice(0, 1),
  );
}

export function lowestMark(marks: readonly ModelMark[], subject: 'ela' | 'math', threshold: 'C' | 'D'): ConditionOutcome {
  const current = currentMarks(marks).filter((mark) => mark.subject === subject);
  const lowest = current.toSorted((a, b) => lowness(b) - lowness(a))[0];
  const value = (lowest && letterOf(lowest)) ?? null;
  const failing = threshold === 'C' ? ['D', 'F'] : ['F'];
  return {
    name: subject,
    value,
    threshold,
    result: value === null ? 'insufficient-data' : failing.includes(value.charAt(0)) ? 'fail' : 'pass',
  };
}

export function gradePointAverage(marks: readonly ModelMark[], threshold: number): ConditionOutcome {
  let total = 0;
  let credits = 0;
  for (const mark of currentMarks(marks)) {
    const weight = Math.round(1000 * (mark.creditsAttempted ?? 1));
    total += Math.round(10 * (points[lowness(mark)] ?? 0)) * weight;
    credits += weight;
  }
  if (credits === 0) return { name: 'gpa', value: null, threshold, result: 'insufficient-data' };
  const value = Math.round((10 * total) / credits) / 100;
  return { name: 'gpa', value, threshold, result: total >= 10 * threshold * credits ? 'pass' : 'fail' };
}

/** Rule 24: final marks of core subjects without summer terms, one per course and date. */
export function coreFailures(marks: readonly ModelMark[]): ConditionOutcome {
  const core = ['ela', 'math', 'science', 'social-science'];
  const final = marks.filter((mark) => letterOf(mark) !== undefined && mark.final && mark.summer !== true && core.includes(mark.subject));
  const chosen = new Map<string, ModelMark>();
  for (const mark of final.toSorted((a, b) => isTranscript(a) - isTranscript(b) || lowness(a) - lowness(b))) {
    chosen.set(JSON.stringify([mark.courseId, dateOf(mark)]), mark);
  }
  const value = [...chosen.values()].filter((mark) => letterOf(mark) === 'F').length;
  if (chosen.size === 0) return { name: 'core-failures', value: null, threshold: 1, result: 'insufficient-data' };
  return { name: 'core-failures', value, threshold: 1, result: value > 1 ? 'fail' : 'pass' };
}
