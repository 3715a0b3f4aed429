import type { AttendanceStatus } from '#libs/domain';
import { PERIODS } from './attendance-codes.js';
import { studentId, type DataOf, type District } from './district.js';
import { isSectioned, sectionId } from './sections.js';
import type { Student } from './student-table.js';

/** A day, or only its first class, whose record is changed. */
export interface ChangedDay {
  readonly date: string;
  readonly firstPeriodOnly: boolean;
}

/** The record of this day for a student. */
export function attendanceOf(district: District, student: Student, status: AttendanceStatus): DataOf<'attendance-recorded'> {
  return {
    studentId: studentId(student),
    schoolId: district.schoolAt(student.school).id,
    schoolYear: district.year,
    date: district.date,
    status,
  };
}

/** Where only exceptions are taken, being there leaves no record. */
export function isTaken(district: District, student: Student, status: AttendanceStatus): boolean {
  return status !== 'present' || district.schoolAt(student.school).taking === 'affirmative';
}

/** Corrects a day: the records of the whole day or of its classes once more, with another status. */
export function recordAgain(district: District, student: Student, day: ChangedDay, status: AttendanceStatus): void {
  const data = { ...attendanceOf(district, student, status), date: day.date };
  if (isTaken(district, student, status)) {
    for (const section of sectionsOf(district, student, day)) district.send('attendance-recorded', data.studentId, { ...data, ...section });
    return;
  }
  const { studentId: subject, schoolYear, date } = data;
  for (const section of sectionsOf(district, student, day)) {
    district.send('attendance-retracted', subject, { studentId: subject, schoolYear, date, ...section });
  }
}

function sectionsOf(district: District, student: Student, { firstPeriodOnly }: ChangedDay): readonly { sectionId?: string }[] {
  if (!isSectioned(district, student)) return [{}];
  return Array.from({ length: firstPeriodOnly ? 1 : PERIODS }, (_, index) => ({ sectionId: sectionId(district, student, index + 1) }));
}
