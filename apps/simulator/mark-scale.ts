/** Lowest percent of each letter and what it is worth, from the top. */
const scale: readonly (readonly [number, string, number])[] = [
  [97, 'A+', 4],
  [93, 'A', 4],
  [90, 'A-', 3.7],
  [87, 'B+', 3.3],
  [83, 'B', 3],
  [80, 'B-', 2.7],
  [77, 'C+', 2.3],
  [73, 'C', 2],
  [70, 'C-', 1.7],
  [67, 'D+', 1.3],
  [63, 'D', 1],
  [60, 'D-', 0.7],
];

export const PASSING = 60;

export function letterOf(percent: number): { readonly letter: string; readonly gradePoints: number } {
  for (const [least, letter, gradePoints] of scale) {
    if (percent >= least) return { letter, gradePoints };
  }
  return { letter: 'F', gradePoints: 0 };
}
