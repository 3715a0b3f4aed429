import { endOfYear, levelOf, studentId, type DataOf, type District } from './district.js';
import { familyNames, givenNames } from './names.js';
import { draw, drawNormal, keyOf, pick, purpose } from './random.js';
import { staff } from './rates.js';
import { leaveSections, retractSections } from './sections.js';
import { advocate, holderOf } from './staff.js';
import { seat, type Student } from './student-table.js';

export const FIRST_HIGH_SCHOOL_GRADE = 9;

/** Somebody new takes a seat: a number, and what is latent in them. */
export function seatNewcomer(district: District, student: Student, grade: number): void {
  student.person = district.newPerson();
  const key = district.keyOfPerson(student.person);
  student.fresh = 1;
  student.grade = grade;
  student.engagement = drawNormal(key, purpose.engagement);
  student.ability = 0.55 * student.engagement + 0.83 * drawNormal(key, purpose.ability);
  student.frailty = drawNormal(key, purpose.frailty);
  student.temper = -0.35 * student.engagement + 0.94 * drawNormal(key, purpose.temper);
  const yearsOfHighSchool = Math.max(0, grade - FIRST_HIGH_SCHOOL_GRADE);
  student.firstNinthYear = grade < FIRST_HIGH_SCHOOL_GRADE ? 0 : district.year - yearsOfHighSchool;
  student.halfCredits = yearsOfHighSchool * 12;
  startYear(student);
}

/** What is counted from new each year, and at a new school. */
export function startYear(student: Student): void {
  student.enrolledDays = 0;
  student.absentDays = 0;
  student.failed = 0;
  student.incidents = 0;
  student.outUntil = 0;
}

/** Enrols a seated student in the school and community of the seat. */
export function enrol(district: District, student: Student, date: string): void {
  const subject = studentId(student);
  if (student.fresh === 1) introduce(district, student, subject);
  student.seat = seat.enrolled;
  student.enteredOn = district.index;
  const { school } = district.communityOf(student);
  student.school = school.index;
  district.send('student-enrolled', subject, {
    studentId: subject,
    schoolId: school.id,
    schoolYear: district.year,
    gradeLevel: levelOf(student.grade),
    entryDate: date,
    ...(student.firstNinthYear > 0 && { firstNinthGradeYear: student.firstNinthYear }),
  });
}

/** Joins the community of the seat, with its advocate and sections. */
export function join(district: District, student: Student, date: string): void {
  const subject = studentId(student);
  const { id: communityId } = district.communityOf(student);
  student.joinedOn = district.index;
  district.send('community-joined', subject, { studentId: subject, communityId, schoolYear: district.year, date });
  const staffId = advocateOf(district, student);
  if (staffId !== null) {
    district.send('staff-assigned', staffId, { staffId, role: 'advocate', studentId: subject, from: date, to: endOfYear(district) });
  }
}

/** Leaves community, advocate and sections; the date is the first day no longer there. */
export function leaveCommunity(district: District, student: Student, date: string): void {
  const subject = studentId(student);
  const { id: communityId } = district.communityOf(student);
  const joinedOn = district.dateAt(student.joinedOn);
  leaveSections(district, student, date);
  district.send('community-left', subject, { studentId: subject, communityId, schoolYear: district.year, date, joinedOn });
  const staffId = advocateOf(district, student);
  if (staffId !== null) district.send('staff-unassigned', staffId, { staffId, role: 'advocate', studentId: subject, to: date });
}

export type Leaving = Pick<DataOf<'student-withdrawn'>, 'exitDate' | 'reason' | 'diploma'>;

/** Ends the enrolment; the seat stays as it is. */
export function withdraw(district: District, student: Student, leaving: Leaving): void {
  const subject = studentId(student);
  district.send('student-withdrawn', subject, {
    studentId: subject,
    schoolId: district.schoolAt(student.school).id,
    schoolYear: district.year,
    entryDate: district.dateAt(student.enteredOn),
    ...leaving,
  });
}

/** The seat is free from now on. */
export function vacate(district: District, student: Student): void {
  student.seat = seat.vacant;
  student.enteredOn = district.index;
  student.joinedOn = district.index;
  district.members[student.community] = (district.members[student.community] ?? 1) - 1;
}

/** Takes back the enrolment of somebody who never came. */
export function retractEnrolment(district: District, student: Student): void {
  const subject = studentId(student);
  const { id: communityId, school } = district.communityOf(student);
  const date = district.dateAt(student.enteredOn);
  const of = { studentId: subject, schoolYear: district.year };
  retractSections(district, student);
  district.send('community-membership-retracted', subject, { ...of, communityId, date });
  const staffId = advocateOf(district, student);
  if (staffId !== null) {
    district.send('assignment-retracted', staffId, { staffId, role: 'advocate', studentId: subject, from: date });
  }
  district.send('enrollment-retracted', subject, { ...of, schoolId: school.id, entryDate: date });
}

/** The student's advocate of this year in the seat's community; null for the few without one. */
function advocateOf(district: District, student: Student): string | null {
  const community = district.communityOf(student);
  const key = keyOf(keyOf(district.keyOfPerson(student.person), district.year), community.index);
  const chance = draw(key, purpose.advocate);
  if (chance < staff.withoutAdvocate) return null;
  const n = Math.floor(((chance - staff.withoutAdvocate) / (1 - staff.withoutAdvocate)) * community.advocates);
  return holderOf(district, advocate(district, community, n));
}

function introduce(district: District, student: Student, subject: string): void {
  const key = district.keyOfPerson(student.person);
  student.fresh = 0;
  district.send('student-profile', subject, {
    studentId: subject,
    givenName: pick(key, purpose.given, givenNames),
    familyName: pick(key, purpose.family, familyNames),
    attributes: {
      lunch: draw(key, purpose.attribute) < 0.45 ? 'free or reduced' : 'full price',
      englishLearner: draw(key, purpose.learner) < 0.11 ? 'yes' : 'no',
    },
  });
}
