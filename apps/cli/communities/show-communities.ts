import { schoolYearOf } from '#libs/domain';
import { communities, type CommunityDocument, type StatusCounts, lastSchoolDay } from '#libs/views';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface CommunityRow {
  readonly communityId: string;
  readonly name: string;
  readonly schoolId: string | null;
  readonly size: number;
  readonly sizeLimit: number;
  readonly overLimit: boolean;
  readonly counts: StatusCounts;
  /** 0 to 1, of all students; null where there are none. */
  readonly onTrackShare: number | null;
  /** Share of students with a recent check-in; null while check-ins are not recorded. */
  readonly checkInCoverage: number | null;
}

const columns: readonly Column<CommunityRow>[] = [
  { heading: 'communityId', cell: (row) => row.communityId },
  { heading: 'name', cell: (row) => row.name },
  { heading: 'schoolId', cell: (row) => row.schoolId },
  { heading: 'size', cell: (row) => row.size, align: 'right' },
  { heading: 'sizeLimit', cell: (row) => row.sizeLimit, align: 'right' },
  { heading: 'overLimit', cell: (row) => (row.overLimit ? 'yes' : 'no') },
  ...(['on-track', 'at-risk', 'insufficient-data', 'off-track'] as const).map((status): Column<CommunityRow> => ({
    heading: status,
    cell: (row) => row.counts[status],
    align: 'right',
  })),
  { heading: 'onTrackShare', cell: (row) => row.onTrackShare?.toFixed(2), align: 'right' },
  { heading: 'checkInCoverage', cell: (row) => row.checkInCoverage, align: 'right' },
];

/** Prints the communities of the district's present school year. */
export async function showCommunities(
  terminal: Terminal,
  command: { readonly district?: string | undefined; readonly format: Format },
): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    await bringUpToDate(terminal, embedded);
    const asOf = await lastSchoolDay(embedded.store, district);
    const collection = embedded.models.collection<CommunityDocument>(communities);
    const rows: CommunityRow[] = [];
    if (asOf !== null) {
      for await (const { body } of pagesOf(collection, { index: 'byYear', equals: [district, schoolYearOf(asOf)] })) rows.push(rowOf(body));
    }
    const caption = `District ${district}, as of ${asOf ?? 'no day yet'}: ${rows.length} communities`;
    await printListing(terminal, command.format, {
      rows,
      columns,
      caption,
      empty: 'No community is defined or joined in this school year.',
    });
  });
}

function rowOf({ communityId, name, schoolId, size, sizeLimit, counts }: CommunityDocument): CommunityRow {
  const onTrackShare = size === 0 ? null : Math.round((10_000 * counts['on-track']) / size) / 10_000;
  return { communityId, name, schoolId, size, sizeLimit, overLimit: size > sizeLimit, counts, onTrackShare, checkInCoverage: null };
}
