import { attendanceStatuses, type AttendanceStatus } from '#libs/domain';
import { code } from './attendance-codes.js';
import { recordAgain } from './attendance-records.js';
import type { District } from './district.js';
import { phase } from './phases.js';
import { draw, drawInt, purpose } from './random.js';
import { recording } from './rates.js';
import { out, seat, type Student } from './student-table.js';

interface Change {
  readonly status: AttendanceStatus;
  /** School days until it is made. */
  readonly days: number;
  readonly firstPeriodOnly: boolean;
}

/**
 * Plans how what is recorded this morning will be corrected later.
 * @returns how many days late the morning's record arrives: sometimes only after its correction.
 */
export function planChange(district: District, student: Student): number {
  const change = changeOf(district, student);
  if (change === null) return 0;
  district.changes.add(district.stepIn(change.days, phase.notes), pack(student.slot, district.index, change));
  const late = change.status === 'absent-excused' && draw(district.keyOfDay(student), purpose.oldAfterNew) < recording.olderAfterNewer;
  return late ? change.days + 1 : 0;
}

/** Makes one of the corrections that are due now. */
export function applyChange(district: District, position: number): void {
  const packed = district.changes.due(district.step)[position];
  if (packed === undefined) throw new RangeError(`There is no correction ${position}.`);
  const { slot, index, status, firstPeriodOnly } = unpack(packed);
  const student = district.students.at(slot);
  // Whoever changed community or school since has other sections, and a seat that fell vacant another student: the past is left as it is.
  if (student.joinedOn > index) return;
  recordAgain(district, student, { date: district.dateAt(index), firstPeriodOnly }, status);
}

const DAYS = 512;
const STATUSES = 8;

/** One number of at most 34 bits; a million students have some hundred thousand of them waiting. */
function pack(slot: number, index: number, { status, firstPeriodOnly }: Change): number {
  return ((slot * DAYS + index) * STATUSES + attendanceStatuses.indexOf(status)) * 2 + Number(firstPeriodOnly);
}

function unpack(packed: number) {
  const rest = Math.floor(packed / 2);
  const day = Math.floor(rest / STATUSES);
  const status = attendanceStatuses[rest % STATUSES];
  if (status === undefined) throw new RangeError(`${packed} is no packed correction.`);
  return { slot: Math.floor(day / DAYS), index: day % DAYS, status, firstPeriodOnly: packed % 2 === 1 };
}

function changeOf(district: District, student: Student): Change | null {
  const key = district.keyOfDay(student);
  switch (student.today) {
    case code.absentByMistake:
      return { status: 'present', days: drawInt(key, purpose.mistakeDelay, 0, 2), firstPeriodOnly: true };
    case code.presentByMistake:
      return { status: 'absent-unexcused', days: drawInt(key, purpose.mistakeDelay, 1, 2), firstPeriodOnly: true };
    case code.unexcused:
      return hasNote(district, student) ? note(draw(key, purpose.noteDelay)) : null;
    default:
      return null;
  }
}

function hasNote(district: District, student: Student): boolean {
  if (student.seat === seat.gone) return false;
  const ill = student.out === out.ill && district.index < student.outUntil;
  return draw(district.keyOfDay(student), purpose.note) < (ill ? recording.noteIfIll : recording.noteIfSkipping);
}

/** A note from home makes an absence excused: the same afternoon or within three days. */
function note(chance: number): Change {
  const days = chance < 0.35 ? 0 : chance < 0.7 ? 1 : chance < 0.9 ? 2 : 3;
  return { status: 'absent-excused', days, firstPeriodOnly: false };
}
