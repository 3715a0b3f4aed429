import { labelOf } from '#libs/directory';
import { districtOf } from '../folder/districts.js';
import { keyOf } from '../folder/person-keys.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';

interface EraseCommand {
  readonly student: string;
  readonly district?: string | undefined;
}

/** Removes whatever says who the key belongs to, and says what that was. */
export async function eraseStudent(terminal: Terminal, { student, district: given }: EraseCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const key = await keyOf(embedded, { district, kind: 'student', id: student });
    const erasure = await embedded.directory.erase(key);
    const letters = erasure?.deadLetters ?? 0;
    await terminal.output.write(
      'Removed: the id, the name and what else the directory held of the student' +
        `${letters === 0 ? '' : `, and ${letters} refused record${letters === 1 ? '' : 's'}`}.\n` +
        `The history stays and is shown as ${labelOf(key, undefined)}. Copies outside the data folder, such as imported files, are not touched.\n`,
    );
  });
}
