import { readContacts } from '#libs/casework';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { keyOf } from '../folder/person-keys.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface ListCommand {
  readonly student: string;
  readonly district?: string | undefined;
  readonly format: Format;
}

export async function listContacts(terminal: Terminal, { student, district: given, format }: ListCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const key = await keyOf(embedded, { district, kind: 'student', id: student });
    await bringUpToDate(terminal, embedded);
    const contacts = await readContacts(embedded, district, key);
    const labelOf = await labelsOf(
      embedded.directory,
      contacts.map(({ staff }) => staff),
    );
    await printListing(terminal, format, {
      rows: contacts.map(({ staff, ...contact }) => ({ ...contact, staff: labelOf(staff) })),
      columns: [
        { heading: 'date', cell: ({ date }) => date },
        { heading: 'kind', cell: ({ kind }) => kind },
        { heading: 'staff', cell: ({ staff }) => staff },
        { heading: 'contactId', cell: ({ contactId }) => contactId },
      ],
      empty: 'No contact with this student is recorded.',
    });
  });
}
