import { recordContact, retractContact, type Actor, type Kept } from '#libs/casework';
import type { ContactKind } from '#libs/domain';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { keyOf } from '../folder/person-keys.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { dateOption } from '../terminal/values.js';

interface Asked {
  readonly student: string;
  /** Id of the member of staff. */
  readonly by: string;
  readonly district?: string | undefined;
}

export async function recordOneContact(
  terminal: Terminal,
  { kind, date, ...asked }: Asked & { readonly kind: ContactKind; readonly date: string },
): Promise<void> {
  dateOption('--date', date);
  await keep(terminal, asked, async (embedded, actor, key) => {
    const { contactId } = await recordContact(embedded, actor, key, { kind, date });
    return `Recorded as contact ${contactId}.`;
  });
}

export async function retractOneContact(
  terminal: Terminal,
  { contactId, ...asked }: Asked & { readonly contactId: string },
): Promise<void> {
  await keep(terminal, asked, async (embedded, actor, key) => {
    const { changed }: Kept = await retractContact(embedded, actor, key, contactId);
    return changed ? `Contact ${contactId} is taken back.` : 'Nothing has changed: it was taken back already.';
  });
}

type Keeping = (embedded: Embedded, actor: Actor, key: string) => Promise<string>;

async function keep(terminal: Terminal, { student, by, district: given }: Asked, work: Keeping): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const staff = await keyOf(embedded, { district, kind: 'staff', id: by, option: '--by' });
    const key = await keyOf(embedded, { district, kind: 'student', id: student });
    await bringUpToDate(terminal, embedded);
    const said = await work(embedded, { district, staff }, key);
    await bringUpToDate(terminal, embedded);
    await terminal.output.write(`${said}\n`);
  });
}
