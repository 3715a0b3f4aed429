import type { DeadLetterSummary } from '#libs/directory';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { deadLettersOf, originInWords } from './find-dead-letters.js';

interface ListCommand {
  readonly district?: string | undefined;
  readonly state?: 'waiting' | 'retried' | undefined;
  readonly format: Format;
}

const SHOWN_OF_ID = 12;

const described: readonly Column<DeadLetterSummary>[] = [
  { heading: 'received', cell: ({ receivedAt }) => receivedAt.slice(0, 19) },
  { heading: 'origin', cell: originInWords },
  { heading: 'reason', cell: ({ reason }) => reason },
  { heading: 'message', cell: ({ message }) => message },
  { heading: 'retried', cell: ({ retriedAt }) => retriedAt?.slice(0, 19) },
];

export async function listDeadLetters(terminal: Terminal, { district, state, format }: ListCommand): Promise<void> {
  await withFolder(terminal, async ({ directory }) => {
    const query = { ...(district !== undefined && { district }), ...(state !== undefined && { retried: state === 'retried' }) };
    await printListing(terminal, format, {
      rows: deadLettersOf(directory, query),
      columns: [{ heading: 'id', cell: ({ id }) => id.slice(0, SHOWN_OF_ID) }, ...described],
      csv: [{ heading: 'id', cell: ({ id }) => id }, { heading: 'district', cell: (letter) => letter.district }, ...described],
      empty: 'No record was refused.',
    });
  });
}
