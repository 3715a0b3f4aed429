import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import { CommandFailedError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import { stoppable } from '../terminal/stoppable.js';
import type { Terminal } from '../terminal/terminal.js';
import { damagesIn } from './damages-in.js';
import { foldAnew } from './fold-anew.js';
import { compareModels } from './compare-models.js';
import { compareStatuses } from './compare-statuses.js';
import { stateHash } from './state-hash.js';

/** Checks that what is shown is what was recorded, and prints the figure by which two data folders can be compared. */
export async function verify(terminal: Terminal, format: 'text' | 'json'): Promise<void> {
  const said = (): string => 'there is no result, and no record has changed; the same command begins again';
  await stoppable(terminal, said, () => withFolder(terminal, (embedded) => verifyStores(terminal, embedded, format)));
}

async function verifyStores(terminal: Terminal, embedded: Embedded, format: 'text' | 'json'): Promise<void> {
  const { documents, difference } = await checkModels(terminal, embedded);
  if (difference !== null) {
    if (format === 'json') await terminal.output.write(`${JSON.stringify({ models: { ok: false, difference }, state: null })}\n`);
    throw new CommandFailedError(difference);
  }
  if (format === 'text') await terminal.output.write(`models ok (${documents} documents)\n`);
  const state = await withProgress(terminal, 'Hashing students', (progress) => stateHash(embedded, { progress, signal: terminal.signal }));
  const text = format === 'text' ? `state ${state}` : JSON.stringify({ models: { ok: true, documents }, state });
  await terminal.output.write(`${text}\n`);
}

interface Checked {
  readonly documents: number;
  /** One sentence; null where everything is as it should be. */
  readonly difference: string | null;
}

/** The files first: what is folded from a damaged log proves nothing, and damaged read models cannot be brought up to date. */
async function checkModels(terminal: Terminal, embedded: Embedded): Promise<Checked> {
  const damages = await damagesIn(embedded, terminal.signal);
  if (damages !== null) return { documents: 0, difference: damages };
  await bringUpToDate(terminal, embedded);
  const anew = await withProgress(terminal, 'Folding anew', (progress) => foldAnew(embedded, { progress, signal: terminal.signal }));
  terminal.signal.throwIfAborted();
  const compared = await compareModels(embedded, anew, terminal.signal);
  return { ...compared, difference: compared.difference ?? (await compareStatuses(embedded, anew, terminal.signal)) };
}
