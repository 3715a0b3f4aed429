import { describe, expect, it } from '@jest/globals';
import { dayIndex } from '../time/school-date.js';
import { sectionsOn } from './sections-on.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear } from './student-year.state.js';

describe('the sections of a day', () => {
  const state = emptyStudentYear(2026);
  for (const [sectionId, date] of [
    ['music', '2025-09-01'],
    ['art', '2025-09-08'],
    ['music', '2026-02-02'],
  ] as const) {
    evolveStudentYear(state, { type: 'section-joined.v1', data: { schoolId: 'north', sectionId, date } });
  }
  evolveStudentYear(state, { type: 'section-left.v1', data: { schoolId: 'north', sectionId: 'music', date: '2025-09-15' } });

  it.each([
    ['2025-08-31', []],
    ['2025-09-01', ['music']],
    ['2025-09-07', ['music']],
    ['2025-09-08', ['art', 'music']],
    ['2025-09-14', ['art', 'music']],
    ['2025-09-15', ['art']],
    ['2026-02-01', ['art']],
    ['2026-06-30', ['art', 'music']],
  ])('%s are %j: from the first day in it up to the one before the first that is not', (date, sections) => {
    expect(sectionsOn(state, dayIndex(date, 2026))).toEqual(sections);
  });
});
