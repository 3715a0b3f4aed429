import { FIRST_SECTIONED_GRADE } from './attendance-codes.js';
import { courseId, coursesOf } from './courses.js';
import { studentId, type District } from './district.js';
import type { Community, School } from './plan.js';
import { draw, keyOf, purpose } from './random.js';
import { school as size } from './rates.js';
import type { Student } from './student-table.js';

/** True where this student's attendance is taken in each class. */
export function isSectioned(district: District, student: Student): boolean {
  return district.settings.sections && student.grade >= FIRST_SECTIONED_GRADE;
}

/** True where some of the school's students have classes. */
export function takesSections(district: District, school: School): boolean {
  return district.settings.sections && school.highest >= FIRST_SECTIONED_GRADE;
}

/** The student's section in a period, 1 to 6. */
export function sectionId(district: District, student: Student, period: number): string {
  const community = district.communityOf(student);
  const chance = draw(keyOf(district.keyOfPerson(student.person), district.year), purpose.group);
  return sectionIdOf(district, { community, grade: student.grade, period, group: Math.floor(chance * groupsOf(community)) });
}

export interface Section {
  readonly community: Community;
  readonly grade: number;
  readonly period: number;
  readonly group: number;
}

export function sectionIdOf(district: District, { community, grade, period, group }: Section): string {
  const course = coursesOf(grade)[period - 1];
  if (course === undefined) throw new RangeError(`Grade ${grade} has no period ${period}.`);
  return `${community.id}-${district.year}-${courseId(course, grade)}-${group + 1}`;
}

/** Parallel groups of a grade in a community. */
export function groupsOf({ school, seats }: Community): number {
  return Math.max(1, Math.round(seats / (school.highest - school.lowest + 1) / size.perSection));
}

export function joinSections(district: District, student: Student, date: string): void {
  if (!isSectioned(district, student)) return;
  for (const data of membershipsOf(district, student, date)) district.send('section-joined', data.studentId, data);
}

export function leaveSections(district: District, student: Student, date: string): void {
  if (!isSectioned(district, student)) return;
  const joinedOn = district.dateAt(student.joinedOn);
  for (const data of membershipsOf(district, student, date)) district.send('section-left', data.studentId, { ...data, joinedOn });
}

/** For an enrolment that was a mistake. */
export function retractSections(district: District, student: Student): void {
  if (!isSectioned(district, student)) return;
  for (const { sectionId: section, date, schoolYear, ...data } of membershipsOf(district, student, district.dateAt(student.joinedOn))) {
    district.send('section-membership-retracted', data.studentId, { studentId: data.studentId, schoolYear, sectionId: section, date });
  }
}

function membershipsOf(district: District, student: Student, date: string) {
  const subject = studentId(student);
  const schoolId = district.schoolAt(student.school).id;
  return coursesOf(student.grade).map((course, index) => ({
    studentId: subject,
    schoolId,
    sectionId: sectionId(district, student, index + 1),
    courseId: courseId(course, student.grade),
    subject: course.subject,
    schoolYear: district.year,
    date,
  }));
}
