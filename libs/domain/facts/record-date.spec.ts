import { describe, expect, it } from '@jest/globals';
import { recordDateOf } from './record-date.js';

describe('the date that a record is about', () => {
  it.each([
    [{ date: '2025-09-01' }, '2025-09-01'],
    [{ markedOn: '2025-11-14', termEnd: '2025-12-19' }, '2025-11-14'],
    [{ termEnd: '2025-12-19' }, '2025-12-19'],
    [{ entryDate: '2025-09-02' }, '2025-09-02'],
    [{ exitDate: '2026-01-15', entryDate: '2025-09-02' }, '2025-09-02'],
    [{ exitDate: '2026-01-15' }, '2026-01-15'],
  ])('of %j is %s', (data, date) => {
    expect(recordDateOf(data)).toBe(date);
  });

  it.each([{}, { date: 20_250_901 }, { courseId: 'M1' }])('of %j is none', (data) => {
    expect(recordDateOf(data)).toBeNull();
  });
});
