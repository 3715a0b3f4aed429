import type { Cell, Column } from './listing.js';

/** The first line of a CSV file. */
export function csvHeading<Row>(columns: readonly Column<Row>[]): string {
  return lineOf(columns.map(({ heading }) => heading));
}

export function csvLine<Row>(columns: readonly Column<Row>[], row: Row): string {
  return lineOf(columns.map(({ cell }) => cell(row)));
}

/** RFC 4180, with line feeds. */
function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(fieldOf).join(',')}\n`;
}

function fieldOf(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
