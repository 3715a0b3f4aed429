import { explainAlert, peopleIn, withLabels } from '#libs/casework';
import { alertReasons, type Language } from '#libs/views';
import { foldReference } from '../../gateway/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { storyWords } from './story-words.js';

interface ExplainCommand {
  readonly alertId: string;
  readonly district?: string | undefined;
  readonly language?: Language | undefined;
  readonly format: 'text' | 'json';
}

/** Prints all that is known of an alert: down to the record behind it, up to what came of it. */
export async function explainOneAlert(terminal: Terminal, { alertId, district: given, language, format }: ExplainCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    const rules = (await foldReference(embedded.log, null)).rulesOf(district);
    const story = await explainAlert(embedded, district, alertId);
    const labelled = withLabels(story, await labelsOf(embedded.directory, peopleIn(story)));
    const reasons = alertReasons(story.alert, rules.judging(story.alert), language);
    const text = format === 'json' ? JSON.stringify({ reasons, ...labelled }) : storyWords(labelled, reasons).join('\n');
    await terminal.output.write(`${text}\n`);
  });
}
