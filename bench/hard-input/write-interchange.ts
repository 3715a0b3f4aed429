import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes an Ed-Fi 1.0 interchange of about so many megabytes: `node bench/hard-input/write-interchange.ts FOLDER MEGABYTES`. The same students
 * whatever the size, so that what grows with the file shows: more days of their attendance.
 */
const [, , folder = '', megabytes = ''] = process.argv;
const STUDENTS = 9_000;
const SCHOOLS = 20;
const size = Number(megabytes) * 1024 * 1024;
if (folder === '' || !(size > 0)) throw new Error('Say where to and how large: write-interchange.ts FOLDER MEGABYTES');

await mkdir(folder, { recursive: true });
await pipeline(Readable.from(enrolments()), createWriteStream(join(folder, 'enrolment.xml')));
await pipeline(Readable.from(attendance(size)), createWriteStream(join(folder, 'attendance.xml')));

function* enrolments(): Generator<string> {
  yield head('InterchangeStudentEnrollment');
  for (let student = 0; student < STUDENTS; student++) {
    const rest = '<EntryDate>2025-09-01</EntryDate><EntryGradeLevel>Ninth grade</EntryGradeLevel>';
    yield `<StudentSchoolAssociation>${studentRef(student)}${schoolRef(student)}${rest}</StudentSchoolAssociation>\n`;
  }
  yield '</InterchangeStudentEnrollment>\n';
}

function* attendance(most: number): Generator<string> {
  yield head('InterchangeStudentAttendance');
  let written = 0;
  for (let day = 0; written < most; day++) {
    const date = new Date(Date.UTC(2025, 8, 1 + day)).toISOString().slice(0, 10);
    if (date > '2026-06-30') throw new Error('A school year has no room for so many megabytes: take more students.');
    for (let student = 0; student < STUDENTS; student++) {
      const element = attendanceEvent(student, date, (student + day) % 17 === 0 ? 'Unexcused Absence' : 'In Attendance');
      written += element.length;
      yield element;
    }
  }
  yield '</InterchangeStudentAttendance>\n';
}

function attendanceEvent(student: number, date: string, category: string): string {
  const what = `<EventDate>${date}</EventDate><AttendanceEventType>Daily attendance</AttendanceEventType>`;
  const how = `<AttendanceEventCategory>${category}</AttendanceEventCategory>`;
  return `<AttendanceEvent>${what}${how}${studentRef(student)}${schoolRef(student)}</AttendanceEvent>\n`;
}

function head(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://ed-fi.org/0100">\n`;
}

function studentRef(student: number): string {
  return `<StudentReference><StudentIdentity><StudentUniqueStateId>${100_000 + student}</StudentUniqueStateId></StudentIdentity></StudentReference>`;
}

function schoolRef(student: number): string {
  const id = `School-${student % SCHOOLS}`;
  return `<SchoolReference><EducationalOrgIdentity><StateOrganizationId>${id}</StateOrganizationId></EducationalOrgIdentity></SchoolReference>`;
}
