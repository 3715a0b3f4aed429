import type { StudentYear } from './student-year.state.js';

/** Ids of the sections that the student is known to attend on a day, sorted. */
export function sectionsOn(state: StudentYear, day: number): string[] {
  return state.sections
    .flatMap(({ sectionId, spans }) => (spans.some(({ from, to }) => from <= day && day < to) ? [sectionId] : []))
    .sort();
}
