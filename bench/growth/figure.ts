/** One line of what was measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, measured in the same run. */
  readonly beside?: string;
  /** What it may be at most, or has to be at least; left out: told only. */
  readonly most?: number;
  readonly least?: number;
}

/** null: nothing is wanted of it. */
export function isMet({ value, most, least }: Figure): boolean | null {
  if (most === undefined && least === undefined) return null;
  return value <= (most ?? Infinity) && value >= (least ?? -Infinity);
}

export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  for (const figure of figures) {
    const { what, value, unit, beside, most, least } = figure;
    const met = isMet(figure);
    const wanted = met === null ? '' : `  (${most === undefined ? `at least ${least}` : `at most ${most}`}: ${met ? 'met' : 'MISSED'})`;
    console.log(`  ${what.padEnd(58)} ${shown(value).padStart(10)} ${unit}${beside === undefined ? '' : `  beside ${beside}`}${wanted}`);
  }
}

function shown(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
