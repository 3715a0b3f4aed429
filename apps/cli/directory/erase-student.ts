import { labelOf } from '#libs/directory';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { keysOf } from '../folder/person-keys.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';

interface EraseCommand {
  readonly student: string;
  readonly district?: string | undefined;
}

/** Removes whatever says who the keys of a student belong to, under all ids that are the student's, and says what that was. */
export async function eraseStudent(terminal: Terminal, { student, district: given }: EraseCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    const keys = await keysOf(embedded, district, student);
    const known = await embedded.directory.people(keys);
    const others = keys.flatMap((key) => known.get(key)?.id ?? []).filter((id) => id !== student);
    let letters = 0;
    for (const key of keys) letters += (await embedded.directory.erase(key))?.deadLetters ?? 0;
    await terminal.output.write(
      'Removed: the id, the name and what else the directory held of the student' +
        `${letters === 0 ? '' : `, and ${letters} refused record${letters === 1 ? '' : 's'}`}.\n` +
        (others.length === 0 ? '' : `The same of the student's other ids: ${others.sort().join(', ')}.\n`) +
        `The history stays and is shown as ${keys.map((key) => labelOf(key, undefined)).join(', ')}. ` +
        'Copies outside the data folder, such as imported files, are not touched.\n',
    );
  });
}
