import { handleAlert, type AlertHandling } from '#libs/casework';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { keyOf } from '../folder/person-keys.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { dateOption } from '../terminal/values.js';

interface HandleCommand {
  readonly alertId: string;
  /** Id of the member of staff. */
  readonly by: string;
  readonly district?: string | undefined;
  readonly handling: AlertHandling;
}

/** Records what a person does with an alert, and says what came of it. */
export async function handleOneAlert(terminal: Terminal, { alertId, by, district: given, handling }: HandleCommand): Promise<void> {
  if (handling.kind === 'snooze') dateOption('--until', handling.until);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const staff = await keyOf(embedded, { district, kind: 'staff', id: by, option: '--by' });
    await bringUpToDate(terminal, embedded);
    const { changed, date } = await handleAlert(embedded, { district, staff }, alertId, handling);
    if (changed) await bringUpToDate(terminal, embedded);
    await terminal.output.write(changed ? `${sentenceOf(handling, alertId, by)} (${date})\n` : `${unchanged[handling.kind]}\n`);
  });
}

function sentenceOf(handling: AlertHandling, alertId: string, by: string): string {
  switch (handling.kind) {
    case 'acknowledge':
      return `${by} has alert ${alertId} in hand.`;
    case 'snooze':
      return `Alert ${alertId} rests until ${handling.until}, by ${by}: ${handling.reason}.`;
    case 'resolve':
      return `${by} has settled alert ${alertId}: ${handling.outcome}.`;
  }
}

const unchanged: Readonly<Record<AlertHandling['kind'], string>> = {
  acknowledge: 'Nothing has changed: somebody has it in hand already.',
  snooze: 'Nothing has changed: it rests until that day already.',
  resolve: 'Nothing has changed: it has ended already.',
};
