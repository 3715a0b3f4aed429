import type { AttendanceStatus } from '#libs/domain';
import { planChange } from './attendance-changes.js';
import { code, firstStatus, isAbsent, periodStatus } from './attendance-codes.js';
import { drawDay } from './attendance-draw.js';
import { attendanceOf, isTaken, recordAgain } from './attendance-records.js';
import type { District } from './district.js';
import { draw, keyOf, purpose } from './random.js';
import { recording } from './rates.js';
import { isSectioned, sectionId, takesSections } from './sections.js';
import type { Student } from './student-table.js';

/** The morning: what a student's day is like, and its first record. */
export function takeAttendance(district: District, student: Student): void {
  student.today = drawDay(district, student);
  if (student.today === code.away) return;
  student.enrolledDays += 1;
  if (isAbsent(student.today)) student.absentDays += 1;
  const lateBy = planChange(district, student);
  if (isSectioned(district, student)) takePeriod(district, student, 1);
  else recordFirst(district, student, firstStatus(student.today), lateBy);
}

/** A class of the day, 1 to 6; the first one belongs to the morning. */
export function takePeriod(district: District, student: Student, period: number): void {
  if (student.today === code.away || !isSectioned(district, student)) return;
  const status = periodStatus(student.today, period, district.keyOfDay(student));
  if (!isTaken(district, student, status)) return;
  const data = attendanceOf(district, student, status);
  district.send('attendance-recorded', data.studentId, { ...data, sectionId: sectionId(district, student, period) });
}

/** Who was recorded absent and then came. */
export function recordLateArrival(district: District, student: Student): void {
  if (student.today === code.late) recordAgain(district, student, { date: district.date, firstPeriodOnly: true }, 'tardy');
}

/** Who leaves early where the whole day has one record. */
export function recordDeparture(district: District, student: Student): void {
  if (student.today !== code.early || isSectioned(district, student)) return;
  const portionAbsent = Math.round(20 + 20 * draw(district.keyOfDay(student), purpose.portion)) / 100;
  const data = attendanceOf(district, student, 'early-departure');
  district.send('attendance-recorded', data.studentId, { ...data, portionAbsent });
}

/** A school that takes exceptions only says when it is done: after the morning, or after the last class. */
export function submitAttendance(district: District, index: number, afterClasses: boolean): void {
  const school = district.schoolAt(index);
  if (school.taking !== 'exception-only' || takesSections(district, school) !== afterClasses) return;
  const data = { schoolId: school.id, schoolYear: district.year, date: district.date };
  const key = keyOf(keyOf(keyOf(district.seed, purpose.submission), index), district.day);
  if (draw(key, 1) < recording.lateSubmission) district.sendLate('attendance-submitted', school.id, data, 1);
  else district.send('attendance-submitted', school.id, data);
}

function recordFirst(district: District, student: Student, status: AttendanceStatus, lateBy: number): void {
  if (!isTaken(district, student, status)) return;
  const data = attendanceOf(district, student, status);
  if (lateBy > 0) district.sendLate('attendance-recorded', data.studentId, data, lateBy);
  else district.send('attendance-recorded', data.studentId, data);
}
