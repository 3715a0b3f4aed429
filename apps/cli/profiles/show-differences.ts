import { differencesOf } from '#libs/domain';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { rulesOption } from './rules-option.js';

interface DiffCommand {
  readonly names: readonly [string, string];
  readonly district?: string | undefined;
  readonly format: Format;
}

/** What students are asked for by one set of rules and not, or not in the same way, by another. */
export async function showDifferences(terminal: Terminal, { names, district, format }: DiffCommand): Promise<void> {
  const before = await rulesOption(terminal, names[0], { option: 'the first name', district });
  const after = await rulesOption(terminal, names[1], { option: 'the second name', district });
  const rows = differencesOf(before, after).map((difference) => ({
    grades: difference.grades,
    condition: difference.condition,
    before: difference.before?.sentence ?? null,
    after: difference.after?.sentence ?? null,
  }));
  await printListing(terminal, format, {
    rows,
    columns: [
      { heading: 'grades', cell: (row) => row.grades.join(' ') },
      { heading: 'condition', cell: (row) => row.condition },
      { heading: before.name, cell: (row) => row.before ?? '-' },
      { heading: after.name, cell: (row) => row.after ?? '-' },
    ],
    empty: `${before.name} and ${after.name} ask for the same.`,
  });
}
