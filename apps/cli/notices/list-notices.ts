import { outbox, type OutboxDocument } from '#libs/views';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface ListCommand {
  readonly district?: string | undefined;
  readonly failed?: true | undefined;
  readonly format: Format;
}

type PrintedNotice = Pick<OutboxDocument, 'notice' | 'staff' | 'alertId' | 'about' | 'queuedAt' | 'deliveries'>;

const columns: readonly Column<PrintedNotice>[] = [
  { heading: 'notice', cell: ({ notice }) => notice },
  { heading: 'staff', cell: ({ staff }) => staff },
  { heading: 'about', cell: ({ alertId, about }) => (alertId === null ? `digest of ${digested(about)}` : Object.keys(about).join()) },
  { heading: 'queuedAt', cell: ({ queuedAt }) => queuedAt },
  {
    heading: 'deliveries',
    cell: ({ deliveries }) =>
      Object.entries(deliveries ?? {})
        .map(inWords)
        .join('; '),
  },
];

export async function listNotices(terminal: Terminal, { district: given, failed, format }: ListCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    const found = failed === true ? { index: 'byFailed', equals: [district, 1] } : { index: 'byQueued', equals: [district] };
    const rows = async function* (): AsyncGenerator<PrintedNotice> {
      for await (const { body } of pagesOf(embedded.models.collection<OutboxDocument>(outbox), { ...found, order: 'descending' })) {
        const { notice, staff, alertId, about, queuedAt, deliveries } = body;
        const labelOf = await labelsOf(embedded.directory, [staff]);
        yield { notice, staff: labelOf(staff), alertId, about, queuedAt, deliveries };
      }
    };
    await printListing(terminal, format, { rows: rows(), columns, empty: 'There is no such notice.' });
  });
}

function digested(about: OutboxDocument['about']): number {
  return Object.values(about).reduce((sum, count) => sum + count, 0);
}

function inWords([channel, { status, attempts, reason, retryAt }]: [string, NonNullable<OutboxDocument['deliveries']>[string]]): string {
  const why = reason === null || status === 'sent' ? '' : `: ${reason}`;
  return `${channel} ${status} after ${attempts} ${attempts === 1 ? 'try' : 'tries'}${why}${retryAt === null ? '' : `, again at ${retryAt}`}`;
}
