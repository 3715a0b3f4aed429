import { MOST_YEARS_BACK, noteEarlierMarks, studentStream } from '#libs/domain';
import type { ReplayedStudent } from './replayed-student.js';

/** The students' years of a replay by the names of their streams; null for other streams. */
type StudentsByStream = ReadonlyMap<string, ReplayedStudent | null>;

/** Lets a student's year see the marks of the years before: those years' own, which the replay keeps up to date. */
export function lookBack(student: ReplayedStudent, students: StudentsByStream): void {
  student.state.earlier = siblings(student, students, -MOST_YEARS_BACK).map(({ state }) => ({ year: state.year, marks: state.marks }));
  noteEarlierMarks(student.state);
}

/** The same student's later years, which see a mark of this one. */
export function yearsAfter(student: ReplayedStudent, students: StudentsByStream): ReplayedStudent[] {
  return siblings(student, students, 1);
}

/** Years in order. @param from the first of them, counted from the student's year. */
function siblings({ key, year }: ReplayedStudent, students: StudentsByStream, from: number): ReplayedStudent[] {
  const years = Array.from({ length: MOST_YEARS_BACK }, (_, index) => year.year + from + index);
  return years.flatMap((each) => students.get(studentStream(year.district, key, each)) ?? []);
}
