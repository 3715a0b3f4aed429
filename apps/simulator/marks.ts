import { driftOf } from './attendance-draw.js';
import { courseId, coursesOf, type Course } from './courses.js';
import { studentId, type DataOf, type District } from './district.js';
import { letterOf, PASSING } from './mark-scale.js';
import { phase } from './phases.js';
import { draw, drawInt, drawNormal, keyOf, purpose, type Key } from './random.js';
import { mark } from './rates.js';
import { FIRST_HIGH_SCHOOL_GRADE } from './roster.js';
import { seat, type Student } from './student-table.js';
import { endOf, terms, type Term } from './terms.js';

/** Teachers hand in their marks on one of so many days after a term; at the year's end on the last day. */
const POSTING_DAYS = 4;
/** Who came later than so many school days before a term's end has no mark. */
const LEAST_DAYS = 12;

/** True on days on which some marks are posted. */
export function isPostingDay({ index, calendar, lastIndex }: District): boolean {
  return index === lastIndex || terms.some((term) => daysAfter(term, index, calendar.days.length) !== null);
}

/** The marks of a student that are posted today. */
export function postMarks(district: District, student: Student): void {
  if (student.seat !== seat.enrolled) return;
  for (const term of terms) {
    const after = daysAfter(term, district.index, district.calendar.days.length);
    if (after === null || student.grade < term.from || student.grade > term.to) continue;
    if (student.enteredOn > district.index - after - LEAST_DAYS) continue;
    coursesOf(student.grade).forEach((course, n) => {
      const key = keyOf(keyOf(keyOf(district.seed, purpose.mark), student.community * 16 + n), district.day - after);
      if (term.end === 1 || drawInt(key, purpose.markDelay, 1, POSTING_DAYS) === after) postMark(district, student, term, course);
    });
  }
}

/** How many school days after the term's end a day is, if marks are posted on it. */
function daysAfter(term: Term, index: number, days: number): number | null {
  const after = index - endOf(term, days);
  if (term.end === 1) return after === 0 ? 0 : null;
  return after >= 1 && after <= POSTING_DAYS ? after : null;
}

function postMark(district: District, student: Student, term: Term, course: Course): void {
  const ofTerm = keyOf(keyOf(district.keyOfPerson(student.person), district.year), terms.indexOf(term));
  const key = keyOf(ofTerm, coursesOf(student.grade).indexOf(course));
  const percent = percentOf(district, student, course, key);
  const data = markOf(district, student, term, course);
  if (term.final) {
    if (percent < PASSING) student.failed += 1;
    else if (student.grade >= FIRST_HIGH_SCHOOL_GRADE) student.halfCredits += 1;
  }
  const chance = draw(key, purpose.markChange);
  if (chance < mark.typing) {
    // Typed twice within a second: only the sequence tells which came last.
    district.send('grade-posted', data.studentId, withPercent(data, Math.max(0, percent - 50)), '1');
    district.send('grade-posted', data.studentId, withPercent(data, percent), '2');
    return;
  }
  district.send('grade-posted', data.studentId, withPercent(data, percent));
  if (chance < mark.typing + mark.changed) {
    const raised = Math.min(100, percent + drawInt(key, purpose.markDelay, 2, 9));
    changeLater(district, student, key, () => {
      const again = markOf(district, student, term, course);
      district.send('grade-posted', again.studentId, withPercent(again, raised));
    });
  } else if (chance < mark.typing + mark.changed + mark.retracted && !term.final) {
    changeLater(district, student, key, () => {
      const { studentId: subject, schoolYear, courseId: id, termId } = markOf(district, student, term, course);
      district.send('grade-retracted', subject, { studentId: subject, schoolYear, courseId: id, termId });
    });
  }
}

/** A few marks are raised afterwards, and fewer are taken back because they were another student's; not of who has left since. */
function changeLater(district: District, student: Student, key: Key, change: () => void): void {
  const posted = district.index;
  district.later(drawInt(key, purpose.markChangeDelay, 2, 8), phase.marks, () => {
    if (student.enteredOn <= posted) change();
  });
}

/** Marks follow ability, engagement and attendance; a slipping student does worse, a recovering one better. */
function percentOf(district: District, student: Student, course: Course, key: Key): number {
  const person = district.keyOfPerson(student.person);
  const missed = student.absentDays / Math.max(1, student.enrolledDays);
  const drift = driftOf(district.index, student);
  const inCourse = drawNormal(keyOf(person, purpose.mark), course.code.charCodeAt(0) * 256 + course.code.charCodeAt(1));
  const percent =
    mark.median +
    mark.perAbility * student.ability -
    Math.min(mark.mostLostToAbsence, mark.perAbsence * missed) -
    mark.perDrift * Math.log2(drift) +
    mark.courseNoise * inCourse +
    mark.termNoise * drawNormal(key, purpose.markNoise);
  return Math.round(Math.min(100, Math.max(30, percent)) * 10) / 10;
}

function markOf(district: District, student: Student, term: Term, course: Course): DataOf<'grade-posted'> {
  return {
    studentId: studentId(student),
    schoolId: district.schoolAt(student.school).id,
    schoolYear: district.year,
    courseId: courseId(course, student.grade),
    subject: course.subject,
    termId: `${district.year}-${term.id}`,
    termKind: term.kind,
    termEnd: district.dateAt(endOf(term, district.calendar.days.length)),
    core: course.subject !== 'other',
    final: term.final,
    ...(term.kind === 'semester' && { creditsAttempted: 0.5 }),
  };
}

function withPercent(data: DataOf<'grade-posted'>, percent: number): DataOf<'grade-posted'> {
  const credits = data.creditsAttempted === undefined ? {} : { creditsEarned: percent < PASSING ? 0 : data.creditsAttempted };
  return { ...data, percent, ...letterOf(percent), ...credits };
}
