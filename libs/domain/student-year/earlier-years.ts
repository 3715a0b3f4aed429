import { insertMark, markKeyOf, markOf, removeMark, type Mark } from './marks.js';
import type { EarlierYear, StudentFact, StudentYear } from './student-year.state.js';

/** Students stay in school for 13 years or so: what is older is not looked back at. */
export const MOST_YEARS_BACK = 25;

export type MarkFact = Extract<StudentFact, { type: `grade-${string}` }>;

export function isMarkFact(fact: { readonly type: string }): fact is MarkFact {
  return fact.type === 'grade-posted.v1' || fact.type === 'grade-retracted.v1';
}

/** What a student's year lends to the years after it. */
export function lentYear({ year, marks }: StudentYear): EarlierYear {
  return { year, marks: marks.filter(isLent) };
}

/** Looks back at these years from now on, whatever was seen of earlier years before. */
export function lookBackAt(state: StudentYear, earlier: readonly EarlierYear[]): void {
  state.earlier = earlier.filter(({ marks }) => marks.length > 0).toSorted((a, b) => a.year - b.year);
  noteEarlierMarks(state);
}

/** Folds a mark of an earlier school year, in place; nothing where the student's year does not look back. */
export function evolveEarlierYear(state: StudentYear, year: number, { type, data }: MarkFact): void {
  if (state.earlier === null) return;
  const marks = [...(state.earlier.find((earlier) => earlier.year === year)?.marks ?? [])];
  removeMark(marks, markKeyOf(data));
  const mark = type === 'grade-posted.v1' ? markOf(data, year) : null;
  if (mark !== null && isLent(mark)) insertMark(marks, mark);
  lookBackAt(state, [...state.earlier.filter((earlier) => earlier.year !== year), { year, marks }]);
}

/** A mark of an earlier year has changed: what was concluded no longer holds. */
export function noteEarlierMarks({ derived }: StudentYear): void {
  derived.results = null;
  derived.key = null;
}

/** Only final marks with a letter are looked back at: a few for each course and year, whatever else was posted. */
function isLent({ final, letter }: Mark): boolean {
  return final && letter !== null;
}
