import { canonicalContent, parseTriggerSet, TriggerSetError } from '#libs/contracts';
import { DEFAULT_TRIGGER_SET, shippedTriggerSet, shippedTriggerSets, type TriggerSet } from '#libs/domain';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { UsageError } from '../terminal/failures.js';
import { parsedFile } from '../terminal/parsed-file.js';
import type { Terminal } from '../terminal/terminal.js';
import { triggersInWords } from './trigger-words.js';

export async function listTriggerSets(terminal: Terminal, format: Format): Promise<void> {
  await printListing(terminal, format, {
    rows: shippedTriggerSets.map(({ name, version, title, triggers }) => ({
      name,
      version,
      title,
      triggers: triggers.map((trigger) => trigger.name),
      default: name === DEFAULT_TRIGGER_SET,
    })),
    columns: [
      { heading: 'name', cell: (row) => row.name },
      { heading: 'version', cell: (row) => row.version },
      { heading: 'title', cell: (row) => row.title },
      { heading: 'triggers', cell: (row) => row.triggers.join(', ') },
      { heading: 'default', cell: (row) => (row.default ? 'yes' : 'no') },
    ],
    empty: 'There are no triggers.',
  });
}

export async function showTriggerSet(terminal: Terminal, name: string, format: 'text' | 'json'): Promise<void> {
  const set = shippedSet(name);
  await terminal.output.write(format === 'json' ? `${JSON.stringify(set, null, 2)}\n` : triggersInWords(set));
}

/** Holds a file against what triggers can mean, and says what it does in plain words. @throws CommandFailedError */
export async function checkTriggerFile(terminal: Terminal, file: string): Promise<void> {
  await terminal.output.write(triggersInWords(await setOfFile(file)));
}

/** A shipped set by its name or a district's own by its file, with what the decision is to carry of it. */
export async function chosenSet(triggers: string): Promise<{ readonly set: TriggerSet; readonly definition?: string }> {
  const shipped = shippedTriggerSet(triggers);
  if (shipped !== null) return { set: shipped };
  if (!triggers.endsWith('.json')) return { set: shippedSet(triggers) };
  const set = await setOfFile(triggers);
  return { set, definition: canonicalContent({ ...set }) };
}

function shippedSet(name: string): TriggerSet {
  const set = shippedTriggerSet(name);
  if (set !== null) return set;
  const names = shippedTriggerSets.map((each) => each.name).join(', ');
  throw new UsageError(`There is no trigger set ${JSON.stringify(name)}: expected ${names}, or a .json file where one is adopted.`);
}

function setOfFile(file: string): Promise<TriggerSet> {
  return parsedFile(file, parseTriggerSet, TriggerSetError);
}
