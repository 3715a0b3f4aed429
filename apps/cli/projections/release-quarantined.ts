import type { QuarantinedDocument } from '#libs/contracts';
import { Quarantines } from '../../gateway/index.js';
import { onTrackNames, rebuild, rebuildableModels } from '../../projections/index.js';
import { runHere, Workers, type Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { withProgress } from '../terminal/progress.js';

interface ReleasedRow extends QuarantinedDocument {
  readonly outcome: 'released' | 'waits';
}

const columns: readonly Column<ReleasedRow>[] = [
  { heading: 'collection', cell: (row) => row.collection },
  { heading: 'document', cell: (row) => row.document },
  { heading: 'outcome', cell: (row) => row.outcome },
  { heading: 'event', cell: (row) => row.type },
  { heading: 'reason', cell: (row) => row.reason },
];

/** Lets out what can be folded now, and prints what became of each document that waited. */
export async function releaseQuarantined(terminal: Terminal, format: Format): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const before = await new Quarantines(embedded.models).all();
    if (before.length > 0) await foldWaiting(terminal, embedded, before);
    const after = new Map((await new Quarantines(embedded.models).all()).map((waiting) => [nameOf(waiting), waiting]));
    const rows = before.map((document): ReleasedRow => {
      const still = after.get(nameOf(document));
      return { ...(still ?? document), outcome: still === undefined ? 'released' : 'waits' };
    });
    await printListing(terminal, format, { rows, columns, empty: 'Nothing waits: every document is current.' });
  });
}

/** Whoever begins to fold lets out what it can; where another process folds, new models take the place of its own. */
async function foldWaiting(terminal: Terminal, embedded: Embedded, waiting: readonly QuarantinedDocument[]): Promise<void> {
  const workers = new Workers(embedded);
  const isWhole = (await onTrackNames(embedded.models)).length === 1;
  if (isWhole && (await workers.acquire())) return runHere(workers, terminal.signal);
  const collections = new Set(waiting.map(({ collection }) => collection));
  const models = rebuildableModels.filter(({ name, stems }) => [name, ...stems].some((stem) => collections.has(stem)));
  await withProgress(terminal, 'Folding anew', (progress) => {
    const onProgress = (model: string, position: number, head: number): void => progress.update(position, head, `Folding ${model} anew`);
    return rebuild(embedded, { models, signal: terminal.signal, onProgress });
  });
  await bringUpToDate(terminal, embedded);
}

function nameOf({ collection, document }: QuarantinedDocument): string {
  return `${collection} ${document}`;
}
