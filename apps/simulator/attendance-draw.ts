import { code, FIRST_SECTIONED_GRADE } from './attendance-codes.js';
import type { District, Weather } from './district.js';
import { draw, purpose, type Key } from './random.js';
import { absence, drift, recording } from './rates.js';
import { out, seat, trend, type Student } from './student-table.js';

/** Bound once, as in `random.ts`: needed for every student on every day. */
const { exp, min, sqrt } = Math;

/** Draws what a student's day is like. */
export function drawDay(district: District, student: Student): number {
  if (student.seat === seat.vacant) return code.away;
  if (student.seat === seat.gone) return code.unexcused;
  const key = district.keyOfDay(student);
  const { weather } = district;
  if (district.index < student.outUntil) return student.out === out.suspended ? code.excused : absentCode(key, true);
  const ill = fallsIll(student, weather, key);
  if (ill > 0) {
    student.outUntil = district.index + ill;
    student.out = out.ill;
    return absentCode(key, true);
  }
  const skip = skipChance(district, student) * weather.factor;
  if (draw(key, purpose.absence) < skip) return absentCode(key, false);
  return presentCode(key, skip / absence.skip, student.grade);
}

/** Chance that a student skips a day, before season and weekday. */
function skipChance(district: District, student: Student): number {
  const latent = absence.skip * exp(-absence.skipSpread * student.engagement) * (absence.byGrade[student.grade] ?? 1);
  return min(absence.mostSkip, latent * driftOf(district.index, student));
}

/** Slipping and recovering take some weeks. */
export function driftOf(index: number, student: Student): number {
  if (student.trend === trend.steady || index <= student.turn) return 1;
  const part = min(1, (index - student.turn) / drift.days);
  return 1 + part * ((student.trend === trend.slips ? drift.slipFactor : drift.recoverFactor) - 1);
}

/** For how many days the student falls ill today; 0 for not at all. */
function fallsIll(student: Student, weather: Weather, key: Key): number {
  const frailty = exp(absence.frailtySpread * student.frailty);
  const chance = absence.illness * frailty * weather.factor * (weather.illness[student.community] ?? 1);
  if (draw(key, purpose.illness) >= chance) return 0;
  let rest = draw(key, purpose.illnessLength);
  let days = 1;
  for (const share of absence.illnessDays) {
    if (rest < share) return days;
    rest -= share;
    days += 1;
  }
  return absence.illnessDays.length;
}

function absentCode(key: Key, ill: boolean): number {
  if (draw(key, purpose.mistake) < recording.presentByMistake) return code.presentByMistake;
  return draw(key, purpose.called) < (ill ? recording.calledIfIll : recording.calledIfSkipping) ? code.excused : code.unexcused;
}

/** The less engaged are late and cut classes more often. */
function presentCode(key: Key, looseness: number, grade: number): number {
  const loose = min(6, sqrt(looseness));
  if (draw(key, purpose.tardy) < recording.tardy * loose) {
    return draw(key, purpose.late) < recording.tardyAsAbsent ? code.late : code.tardy;
  }
  if (draw(key, purpose.early) < recording.earlyDeparture) return code.early;
  if (draw(key, purpose.mistake) < recording.absentByMistake) return code.absentByMistake;
  const cuts = grade >= FIRST_SECTIONED_GRADE && draw(key, purpose.cut) < recording.cut * loose;
  return cuts ? code.cuts : code.present;
}
