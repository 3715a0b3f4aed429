import { readFollowThrough, type FollowThroughOfGroup, type Measured } from '#libs/casework';
import { schoolYearOf } from '#libs/domain';
import { secondsInWords, lastSchoolDay } from '#libs/views';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface FollowThroughCommand {
  readonly district?: string | undefined;
  readonly year?: number | undefined;
  readonly format: Format;
}

/** The last row is of all together. */
type Row = Omit<FollowThroughOfGroup, 'communityId'> & { readonly communityId: string | null };

const seconds = ({ median }: Measured): string | null => (median === null ? null : secondsInWords(median));

const identity: readonly Column<Row>[] = [
  { heading: 'communityId', cell: ({ communityId }) => communityId },
  { heading: 'trigger', cell: ({ rule }) => rule },
];

const counts = (['alerts', 'open', 'unacknowledged', 'unowned'] as const).map((name): Column<Row> => ({
  heading: name,
  cell: (row) => row[name],
  align: 'right',
}));

const columns: readonly Column<Row>[] = [
  ...identity,
  ...counts,
  { heading: 'to notice', cell: ({ secondsToNotice }) => seconds(secondsToNotice), align: 'right' },
  { heading: 'to in hand', cell: ({ secondsToHand }) => seconds(secondsToHand), align: 'right' },
  { heading: 'days to contact', cell: ({ daysToContact }) => daysToContact.median, align: 'right' },
  { heading: 'days to back on track', cell: ({ daysToRecovery }) => daysToRecovery.median, align: 'right' },
];

const csv: readonly Column<Row>[] = [
  ...identity,
  ...counts,
  ...(['silent', 'corrected'] as const).map((name): Column<Row> => ({ heading: name, cell: (row) => row[name] })),
  ...(['secondsToNotice', 'secondsToHand', 'daysToContact', 'daysToRecovery'] as const).flatMap((name): Column<Row>[] => [
    { heading: name, cell: (row) => row[name].median },
    { heading: `${name}Of`, cell: (row) => row[name].of },
  ]),
];

/** What the alerts of a school year led to, by community and trigger. */
export async function showFollowThrough(terminal: Terminal, { district: given, year: asked, format }: FollowThroughCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    const day = await lastSchoolDay(embedded.store, district);
    const year = asked ?? (day === null ? null : schoolYearOf(day));
    const { total, groups } = year === null ? { total: null, groups: [] } : await readFollowThrough(embedded.models, district, year);
    await printListing<Row>(terminal, format, {
      rows: total === null || groups.length === 0 ? [] : [...groups, { communityId: 'all', rule: 'all', ...total }],
      columns,
      csv,
      caption: `District ${district}, school year ${year ?? 'unknown'}: medians over the alerts that were told`,
      empty: 'No alert was raised in this school year.',
    });
  });
}
