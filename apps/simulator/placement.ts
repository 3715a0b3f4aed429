import type { District } from './district.js';
import { community as size } from './rates.js';
import type { Student } from './student-table.js';

/** Puts a student into the emptiest community that serves the grade. */
export function place(district: District, student: Student, among: readonly number[]): void {
  const community = emptiest(district, among);
  student.community = community;
  district.members[community] = (district.members[community] ?? 0) + 1;
}

/** Communities of all schools that serve a grade. */
export function communitiesOf(district: District, grade: number): readonly number[] {
  return district.plan.schools.filter((school) => serves(school, grade)).flatMap((school) => school.communities);
}

export function serves(school: { readonly lowest: number; readonly highest: number }, grade: number): boolean {
  return school.lowest <= grade && grade <= school.highest;
}

/** The one with the most room for its planned size; full ones only when all are full. */
function emptiest(district: District, among: readonly number[]): number {
  let best = -1;
  let least = Infinity;
  for (const index of among) {
    const members = district.members[index] ?? 0;
    const fill = members / Math.max(1, district.communityAt(index).seats) + (members >= size.most ? 1_000 : 0);
    if (fill < least) [best, least] = [index, fill];
  }
  if (best < 0) throw new RangeError('No community to place a student in.');
  return best;
}
