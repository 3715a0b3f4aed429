import { addDays } from '#libs/domain';
import { endOfYear, type District } from './district.js';
import { dropoutChance } from './mobility.js';
import { draw, keyOf, purpose } from './random.js';
import { mobility, promotion } from './rates.js';
import { FIRST_HIGH_SCHOOL_GRADE, vacate, withdraw } from './roster.js';
import { outcome, seat, trend, type Student } from './student-table.js';

const LAST_GRADE = 12;

/** On the last evening: what becomes of each student. Graduates leave at once. */
export function endYear(district: District, student: Student): void {
  student.outcome = outcome.open;
  if (student.seat === seat.vacant) return;
  student.outcome = outcomeOf(district, student);
  if (student.trend === trend.slips) student.engagement -= 0.3;
  if (student.trend === trend.recovers) student.engagement += 0.3;
  if (student.outcome !== outcome.graduated) return;
  const other = draw(yearKey(district, student), purpose.diploma) < promotion.otherDiploma;
  withdraw(district, student, { exitDate: dayAfterYear(district), reason: 'graduated', diploma: other ? 'other' : 'regular' });
  vacate(district, student);
}

/** In summer: the withdrawals of those who will not come back, before the calendar of the next year begins. */
export function leaveInSummer(district: District, student: Student): void {
  if (student.seat === seat.vacant) return;
  const exitDate = dayAfterYear(district);
  if (student.outcome === outcome.droppedOut) withdraw(district, student, { exitDate, reason: 'dropped-out', diploma: 'none' });
  else if (student.outcome === outcome.moved) withdraw(district, student, { exitDate, reason: 'transferred' });
}

function outcomeOf(district: District, student: Student): number {
  const chance = draw(yearKey(district, student), purpose.outcome);
  if (student.seat === seat.gone) return student.grade >= FIRST_HIGH_SCHOOL_GRADE ? outcome.droppedOut : outcome.moved;
  if (student.grade === LAST_GRADE && student.halfCredits >= promotion.halfCreditsToGraduate) return outcome.graduated;
  const dropsOut = dropoutChance(district, student) * (student.grade === LAST_GRADE ? 3 : 0.5);
  if (chance < dropsOut) return outcome.droppedOut;
  if (chance < dropsOut + mobility.summerMove) return outcome.moved;
  return isHeldBack(student, chance) ? outcome.retained : outcome.promoted;
}

function isHeldBack(student: Student, chance: number): boolean {
  if (student.grade < FIRST_HIGH_SCHOOL_GRADE) return chance > 1 - promotion.retained;
  return student.grade === LAST_GRADE || student.failed >= promotion.failedSemesters;
}

function yearKey(district: District, student: Student): number {
  return keyOf(keyOf(district.keyOfPerson(student.person), district.year), purpose.outcome);
}

function dayAfterYear(district: District): string {
  const next = addDays(district.dateAt(district.lastIndex), 1);
  return next < endOfYear(district) ? next : endOfYear(district);
}
