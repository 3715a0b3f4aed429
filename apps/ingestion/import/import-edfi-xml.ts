import { setImmediate } from 'node:timers/promises';
import { deadLetterOf, readEdfiXml, sourceOf, type EdfiItem, type EdfiMapping, type EdfiReport, type EdfiXmlImport } from '#libs/contracts';
import { normalizeInstant } from '#libs/domain';
import type { IntakeItem } from '../intake/intake-item.js';
import { inBatches, startFirstDay, type ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import { ImportTally } from './import-tally.js';
import { noteImport, refuseOlderImport } from './imports-done.js';
import { settleLetters, type Settling } from './settle-letters.js';

export interface EdfiXmlImportOptions extends ImportOptions {
  /** The folder whose `*.xml` files are one interchange. */
  readonly directory: string;
  /** When the district's system said so, RFC 3339; default now. */
  readonly time?: string;
  /** True to import also what is older than an import already done. */
  readonly force?: boolean;
  readonly mapping?: EdfiMapping;
  /** Where earlier imports left what they refused: what this one takes in no longer waits there; default: they stay. */
  readonly letters?: Settling['directory'] | undefined;
}

export interface EdfiXmlImportReport extends ImportReport {
  /** Files, elements skipped, warnings: what the reader saw. */
  readonly interchange: EdfiReport;
}

/**
 * Takes in an Ed-Fi XML interchange: everything its source holds, as of one instant.
 * @throws OlderImportError, EdfiFolderError
 */
export async function importEdfiXml(options: EdfiXmlImportOptions): Promise<EdfiXmlImportReport> {
  const { district, store, clock, directory, mapping, signal, time = clock.now().toISOString() } = options;
  const interchange = readEdfiXml({ directory, district, time, ...(mapping && { mapping }), ...(signal && { signal }) });
  const done = { source: sourceOf(district, 'edfi-xml'), time: normalizeInstant(time) ?? time };
  if (options.force !== true) await refuseOlderImport(store, district, done);
  await startFirstDay(options);
  const tally = new ImportTally();
  const refused = new Set<string>();
  const interrupted = await takeAll(interchange, { tally, refused }, options);
  for (const [kind, { read }] of Object.entries(interchange.report.records)) tally.read(kind, read);
  if (!interrupted) {
    const failed = new Set(interchange.report.failedFiles.map(({ file }) => file));
    const files = new Set(interchange.report.files.filter((file) => !failed.has(file)));
    const { letters } = options;
    const now = clock.now().toISOString();
    if (letters !== undefined) await settleLetters({ directory: letters, district, source: done.source, files, refused, now });
    await noteImport(store, district, done);
  }
  return { ...(await tally.report(store, interrupted)), interchange: interchange.report };
}

interface Taken {
  readonly tally: ImportTally;
  /** Ids of what was refused. */
  readonly refused: Set<string>;
}

/** @returns true where it was stopped before its end. */
async function takeAll(interchange: EdfiXmlImport, taken: Taken, options: ImportOptions): Promise<boolean> {
  for await (const items of inBatches(oneByOne(interchange.records()))) {
    await takeItems(items, taken, options);
    // What is known already is read and taken without a pause: a wish to stop gets its turn here.
    await setImmediate();
    if (options.signal?.aborted === true) return true;
  }
  return false;
}

async function takeItems(
  items: readonly EdfiItem[],
  { tally, refused }: Taken,
  { intake, clock, onProgress }: ImportOptions,
): Promise<void> {
  const receivedAt = clock.now().toISOString();
  const outcomes = await intake.take(items.map((item) => intakeItem(item, receivedAt)));
  outcomes.forEach((outcome, index) => {
    const item = items[index];
    if (outcome.outcome === 'deadLettered') refused.add(outcome.deadLetter.id);
    if (item !== undefined) tally.took(outcome, item.kind === 'record' ? item.record.name : item.deadLetter.record);
  });
  onProgress?.(tally.total);
}

function intakeItem(item: EdfiItem, receivedAt: string): IntakeItem {
  if (item.kind === 'record') return { record: item.record };
  const { refusal, origin, original, record } = item.deadLetter;
  const source = sourceOf(refusal.district, 'edfi-xml');
  return { deadLetter: deadLetterOf({ refusal: { ...refusal, record, source }, origin, original, receivedAt }) };
}

async function* oneByOne<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  for await (const item of items) yield [item];
}
