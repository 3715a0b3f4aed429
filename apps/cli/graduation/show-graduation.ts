import { graduationOutcomes, type GraduationCounts } from '#libs/domain';
import type { GraduationRate } from '#libs/contracts';
import { lastSchoolDay } from '#libs/views';
import { graduationRates } from '../../gateway/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

type GraduationRow = Omit<GraduationRate, 'outcomes'> & GraduationCounts;

const columns: readonly Column<GraduationRow>[] = [
  { heading: 'scope', cell: (row) => row.scope },
  { heading: 'id', cell: (row) => row.id },
  { heading: 'years', cell: (row) => `${row.years}${row.complete ? '' : ' so far'}` },
  { heading: 'students', cell: (row) => row.students, align: 'right' },
  { heading: 'rate', cell: (row) => row.rate?.toFixed(3), align: 'right' },
  ...graduationOutcomes.map((outcome): Column<GraduationRow> => ({ heading: outcome, cell: (row) => row[outcome], align: 'right' })),
];

/** Prints the graduation rates of one cohort, for each number of years that has begun. */
export async function showGraduation(
  terminal: Terminal,
  { cohort, district: asked, format }: { readonly cohort: number; readonly district?: string | undefined; readonly format: Format },
): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, asked);
    await bringUpToDate(terminal, embedded);
    const today = await lastSchoolDay(embedded.store, district);
    const rates = await graduationRates(embedded, { district, cohort, today });
    await printListing(terminal, format, {
      rows: rates.map(({ outcomes, ...rate }) => ({ ...rate, ...outcomes })),
      columns,
      caption: `District ${district}, cohort of ${cohort}, as of ${today ?? 'no day yet'}`,
      empty: `Nobody of the cohort of ${cohort} is known by now.`,
    });
  });
}
