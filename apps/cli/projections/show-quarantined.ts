import type { QuarantinedDocument } from '#libs/contracts';
import { students, type StudentDocument } from '#libs/views';
import { Quarantines } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { nameOfDocument } from '../verify/name-of-document.js';

interface QuarantinedRow extends QuarantinedDocument {
  /** By the district's own ids. */
  readonly name: string;
}

const columns: readonly Column<QuarantinedRow>[] = [
  { heading: 'collection', cell: (row) => row.collection },
  { heading: 'document', cell: (row) => row.name },
  { heading: 'position', cell: (row) => row.position, align: 'right' },
  { heading: 'event', cell: (row) => row.type },
  { heading: 'reason', cell: (row) => row.reason },
];

/** Prints what waits for a mend. */
export async function showQuarantined(terminal: Terminal, format: Format): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    await bringUpToDate(terminal, embedded);
    const rows: QuarantinedRow[] = [];
    for (const document of await new Quarantines(embedded.models).all()) rows.push({ ...document, name: await nameOf(embedded, document) });
    await printListing(terminal, format, { rows, columns, empty: 'Every document is current.' });
  });
}

async function nameOf({ models, directory }: Embedded, { collection, document }: QuarantinedDocument): Promise<string> {
  if (collection !== students.name) return document;
  const stored = await models.collection<StudentDocument>(students).get(document);
  return stored === null ? document : nameOfDocument(directory, document, stored.body);
}
