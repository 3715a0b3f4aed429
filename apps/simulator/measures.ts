import { studentId, type District } from './district.js';
import { draw, drawNormal, keyOf, purpose } from './random.js';
import { measured } from './rates.js';
import { seat, type Student } from './student-table.js';

const FIRST_TESTED_GRADE = 1;
const LAST_TESTED_GRADE = 8;
/** Benchmark tests in fall, winter and spring; surveys in fall and spring: indexes of school days. */
const TESTS: Readonly<Record<number, string>> = { 14: 'fall', 92: 'winter', 160: 'spring' };
const SURVEYS: readonly number[] = [55, 150];

export function isTestDay({ index }: District): boolean {
  return TESTS[index] !== undefined;
}

/** Two benchmark tests for a student who is there. */
export function testStudent(district: District, student: Student): void {
  const season = TESTS[district.index];
  if (season === undefined || student.seat !== seat.enrolled) return;
  if (student.grade < FIRST_TESTED_GRADE || student.grade > LAST_TESTED_GRADE) return;
  const subject = studentId(student);
  for (const field of ['ela', 'math'] as const) {
    const result = student.ability + 0.6 * drawNormal(district.keyOfDay(student), purpose.assessment + (field === 'ela' ? 0 : 1));
    district.send('assessment-recorded', subject, {
      studentId: subject,
      schoolYear: district.year,
      assessmentId: `benchmark-${field}-${district.year}-${season}`,
      subject: field,
      date: district.date,
      benchmarkMet: result > measured.benchmark,
    });
  }
}

export function isSurveyDay({ index }: District): boolean {
  return SURVEYS.includes(index);
}

/** How many of a community say that they belong. */
export function surveyCommunity(district: District, index: number): void {
  const { id: communityId } = district.communityAt(index);
  const key = keyOf(keyOf(keyOf(district.seed, purpose.survey), index), district.day);
  const invited = district.members[index] ?? 0;
  const responded = Math.round(invited * near(measured.responds, draw(key, 1)));
  const belonging = Math.round(responded * near(measured.belongs, draw(key, 2)));
  const data = { communityId, schoolYear: district.year, date: district.date, invited, responded, belonging };
  district.send('belonging-surveyed', communityId, data);
}

/** Up to a tenth below or above. */
function near(share: number, chance: number): number {
  return share - 0.1 + 0.2 * chance;
}
