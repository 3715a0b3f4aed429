import type { District } from './district.js';
import { phase } from './phases.js';
import { communitiesOf, place, serves } from './placement.js';
import { draw, drawInt, purpose } from './random.js';
import { dropout, mobility } from './rates.js';
import { enrol, FIRST_HIGH_SCHOOL_GRADE, join, leaveCommunity, seatNewcomer, startYear, vacate, withdraw, type Leaving } from './roster.js';
import { joinSections } from './sections.js';
import { seat, type Student } from './student-table.js';

const FIRST_MOVES = 4;
const LAST_MOVES = 165;
const DAYS_EMPTY = 5;

/** Early in the morning: who comes, who leaves, who changes school or community. */
export function moveStudent(district: District, student: Student): void {
  if (district.index < FIRST_MOVES || district.index > LAST_MOVES) return;
  const chance = draw(district.keyOfDay(student), purpose.mobility);
  if (student.seat === seat.vacant) return fillSeat(district, student, chance);
  if (student.seat === seat.gone) return;
  let bound = mobility.leave / district.calendar.days.length;
  if (chance < bound) return moveAway(district, student);
  bound += mobility.transfer / district.calendar.days.length;
  if (chance < bound) return transfer(district, student);
  bound += mobility.changeCommunity / district.calendar.days.length;
  if (chance < bound) return changeCommunity(district, student);
  if (chance < bound + dropoutChance(district, student) / district.calendar.days.length) fade(district, student);
}

/** Withdraws, today or from a day on that is already over, and frees the seat. */
export function leave(district: District, student: Student, leaving: Leaving): void {
  leaveCommunity(district, student, leaving.exitDate);
  withdraw(district, student, leaving);
  vacate(district, student);
}

function fillSeat(district: District, student: Student, chance: number): void {
  if (chance >= mobility.refillPerDay || district.index - student.enteredOn < DAYS_EMPTY) return;
  const returns = draw(district.keyOfDay(student), purpose.returning) < mobility.returning && student.person > 0;
  if (returns) startYear(student);
  else seatNewcomer(district, student, student.grade);
  moveIn(district, student, district.schoolAt(student.school).communities);
}

function moveIn(district: District, student: Student, among: readonly number[]): void {
  place(district, student, among);
  enrol(district, student, district.date);
  join(district, student, district.date);
  joinSections(district, student, district.date);
}

function moveAway(district: District, student: Student): void {
  const key = district.keyOfDay(student);
  if (draw(key, purpose.noticedLate) >= mobility.noticedLate) {
    return leave(district, student, { exitDate: district.date, reason: 'transferred' });
  }
  disappear(district, student, drawInt(key, purpose.mobilityDelay, 2, 3), 'transferred');
}

/** Stays away for days before the school finds out: the withdrawal is dated back. A dropout counts from the day it is decided. */
function disappear(district: District, student: Student, days: number, reason: 'transferred' | 'dropped-out'): void {
  const { person } = student;
  const since = district.date;
  student.seat = seat.gone;
  district.later(days, phase.roster, () => {
    if (student.person !== person || student.seat !== seat.gone) return;
    if (reason === 'transferred') leave(district, student, { exitDate: since, reason });
    else leave(district, student, { exitDate: district.date, reason, diploma: 'none' });
  });
}

function fade(district: District, student: Student): void {
  disappear(district, student, dropout.fadingDays, 'dropped-out');
}

/** Yearly chance to drop out, from attendance and courses failed so far. */
export function dropoutChance({ index }: District, student: Student): number {
  if (student.grade < FIRST_HIGH_SCHOOL_GRADE || index < 20) return 0;
  const missed = student.absentDays / Math.max(1, student.enrolledDays);
  const attendance = missed >= 0.2 ? dropout.severe : missed >= 0.1 ? dropout.chronic : 1;
  return dropout.base * Math.min(dropout.mostFactor, attendance * (1 + dropout.perFailedCourse * student.failed));
}

function transfer(district: District, student: Student): void {
  const others = communitiesOf(district, student.grade).filter((index) => district.communityAt(index).school.index !== student.school);
  if (others.length === 0) return;
  const date = district.date;
  leaveCommunity(district, student, date);
  withdraw(district, student, { exitDate: date, reason: 'transferred' });
  vacate(district, student);
  moveIn(district, student, others);
}

function changeCommunity(district: District, student: Student): void {
  const { school } = district.communityOf(student);
  const others = school.communities.filter((index) => index !== student.community);
  if (others.length === 0 || !serves(school, student.grade)) return;
  leaveCommunity(district, student, district.date);
  district.members[student.community] = (district.members[student.community] ?? 1) - 1;
  place(district, student, others);
  join(district, student, district.date);
  joinSections(district, student, district.date);
}
