import { deadLetterOf, parseLine, readLines, type Line } from '#libs/contracts';
import type { IntakeItem } from '../intake/intake-item.js';
import type { EventFile } from './event-files.js';
import { inBatches, startFirstDay, type ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import { ImportTally } from './import-tally.js';

/** Takes in files of native events, one a line, in flat memory. Records of other districts are refused. */
export async function importEvents(files: readonly EventFile[], options: ImportOptions): Promise<ImportReport> {
  const tally = new ImportTally();
  await startFirstDay(options);
  for (const file of files) {
    for await (const lines of inBatches(readLines(file.open()))) {
      await takeLines(lines, file.name, { ...options, tally });
      if (options.signal?.aborted === true) return tally.report(options.store, true);
    }
  }
  return tally.report(options.store, false);
}

async function takeLines(
  lines: readonly Line[],
  file: string,
  { tally, ...options }: ImportOptions & { tally: ImportTally },
): Promise<void> {
  for (const outcome of await options.intake.take(lines.map((line) => itemOf(line, file, options)))) {
    const kind = outcome.outcome === 'deadLettered' ? (outcome.deadLetter.record ?? 'unknown') : outcome.name;
    tally.read(kind);
    tally.took(outcome, kind);
  }
  options.onProgress?.(tally.total);
}

function itemOf(line: Line, file: string, { district, clock }: ImportOptions): IntakeItem {
  const result = parseLine(line, { district });
  if (result.ok) return { record: result.record };
  // Whoever imports says whose records they are: a line that cannot be read is this district's.
  const refusal = { district, ...result.refusal };
  const receivedAt = clock.now().toISOString();
  const origin = { kind: 'file', file, line: line.number } as const;
  const hash = line.overLong?.hash;
  return { deadLetter: deadLetterOf({ refusal, origin, original: line.bytes, receivedAt, ...(hash !== undefined && { hash }) }) };
}
