import { levelOf, type District } from './district.js';
import { phase } from './phases.js';
import { communitiesOf, place, serves } from './placement.js';
import { draw, drawInt, keyOf, purpose } from './random.js';
import { drift, mobility } from './rates.js';
import { enrol, FIRST_HIGH_SCHOOL_GRADE, join, retractEnrolment, seatNewcomer, startYear, vacate } from './roster.js';
import { staffCommunity, staffSchool } from './staff.js';
import { outcome, seat, trend, type Student } from './student-table.js';

const LAST_GRADE = 12;

/** Fills the seats of the very first year: community by community, its grades in turn. */
export function seatFirstYear(district: District): void {
  let slot = 0;
  for (const { index, seats, school } of district.plan.communities) {
    for (let n = 0; n < seats; n++) {
      const student = district.students.at(slot++);
      seatNewcomer(district, student, school.lowest + (n % (school.highest - school.lowest + 1)));
      student.community = index;
      student.school = school.index;
      district.members[index] = (district.members[index] ?? 0) + 1;
    }
    drawTrends(district, slot - seats, slot);
  }
}

/** Moves everybody up, gives free seats to newcomers, and finds a community for whoever needs a new one. */
export function seatNextYear(district: District): void {
  const { students, members } = district;
  const byGrade = Array.from({ length: LAST_GRADE + 1 }, (_, grade) => communitiesOf(district, grade));
  members.fill(0);
  const homeless: number[] = [];
  for (let slot = 0; slot < students.size; slot++) {
    const student = students.at(slot);
    const stays = moveUp(district, student) && serves(district.communityOf(student).school, student.grade);
    if (stays) members[student.community] = (members[student.community] ?? 0) + 1;
    else homeless.push(slot);
  }
  for (const slot of homeless) {
    const student = students.at(slot);
    place(district, student, byGrade[student.grade] ?? []);
  }
  drawTrends(district, 0, students.size);
}

/** @returns true for a student who was here before. */
function moveUp(district: District, student: Student): boolean {
  const next = student.outcome === outcome.retained ? student.grade : student.grade + 1;
  if (student.seat === seat.vacant || student.outcome === outcome.droppedOut || student.outcome === outcome.moved) {
    seatNewcomer(district, student, next > LAST_GRADE ? 0 : next);
    return false;
  }
  student.grade = next;
  if (next === FIRST_HIGH_SCHOOL_GRADE && student.firstNinthYear === 0) student.firstNinthYear = district.year;
  startYear(student);
  return true;
}

function drawTrends(district: District, from: number, to: number): void {
  for (let slot = from; slot < to; slot++) {
    const student = district.students.at(slot);
    const key = keyOf(district.keyOfPerson(student.person), district.year);
    const chance = draw(key, purpose.trend);
    student.trend = chance < drift.slip ? trend.slips : chance < drift.slip + drift.recover ? trend.recovers : trend.steady;
    student.turn = drawInt(key, purpose.turn, 20, 120);
  }
}

/** A school prepares: calendar, administrator, counselors. */
export function prepareSchool(district: District, index: number): void {
  publishCalendar(district, index, 0);
  staffSchool(district, district.schoolAt(index));
}

/** Publishes the calendar of a school in one of its versions. */
export function publishCalendar(district: District, index: number, version: number): void {
  const { id: schoolId, taking } = district.schoolAt(index);
  const days = district.calendar.versions[version]?.days ?? [];
  district.send('calendar-published', schoolId, {
    schoolId,
    schoolYear: district.year,
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    instructionalDays: [...days],
    attendanceTaking: taking,
  });
}

/** A community prepares: its definition, lead, advocates, teachers. */
export function prepareCommunity(district: District, index: number): void {
  const community = district.communityAt(index);
  const { id: communityId, school, name, theme, sizeLimit } = community;
  const gradeLevels = Array.from({ length: school.highest - school.lowest + 1 }, (_, n) => levelOf(school.lowest + n));
  const data = { communityId, schoolId: school.id, schoolYear: district.year, name, theme, sizeLimit, gradeLevels };
  district.send('community-defined', communityId, data);
  staffCommunity(district, community);
}

/** A student registers for the year; a few will never come. */
export function registerStudent(district: District, student: Student): void {
  const firstDay = district.dateAt(0);
  enrol(district, student, firstDay);
  join(district, student, firstDay);
  const key = keyOf(district.keyOfPerson(student.person), district.year);
  if (draw(key, purpose.noShow) >= mobility.noShow) return;
  student.seat = seat.gone;
  const { person } = student;
  // Counted from the day of preparation, one before the first school day.
  district.later(mobility.noShowDays, phase.roster, () => {
    if (student.person !== person || student.seat !== seat.gone) return;
    retractEnrolment(district, student);
    vacate(district, student);
  });
}
