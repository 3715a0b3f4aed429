import type { Embedded } from '../../standalone/index.js';
import type { ImportReport, RecordCounts } from '../../ingestion/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import { CommandFailedError, StoppedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';

export interface Finished {
  readonly report: ImportReport;
  readonly format: Format;
  /** What could not be read at all, one sentence each. */
  readonly problems: readonly string[];
  /** What was seen beside the records. */
  readonly notes?: readonly string[];
}

type Row = { readonly record: string } & Readonly<RecordCounts>;

const counted = ['read', 'appended', 'unchanged', 'deadLettered', 'unplaced'] as const;
const columns: readonly Column<Row>[] = [
  { heading: 'record', cell: ({ record }) => record },
  ...counted.map((name): Column<Row> => ({ heading: name, cell: (row) => row[name], align: 'right' })),
];

/** Prints what an import came to, brings the read models up to date, and fails where not everything could be taken in. */
export async function finishImport(
  terminal: Terminal,
  embedded: Embedded,
  { report, format, problems, notes = [] }: Finished,
): Promise<void> {
  const rows = Object.entries(report.records).map(([record, counts]): Row => ({ record, ...counts }));
  rows.push({ record: 'total', ...report.total });
  await printListing(terminal, format, { rows, columns, empty: '' });
  for (const note of notes) await (format === 'table' ? terminal.output : terminal.errors).write(`${note}\n`);
  if (report.total.deadLettered > 0) {
    await terminal.errors.write(`${report.total.deadLettered} records were refused; homeroom dead-letters list shows why.\n`);
  }
  if (report.interrupted) throw new StoppedError();
  await bringUpToDate(terminal, embedded);
  if (problems.length > 0) throw new CommandFailedError(problems.join('\nhomeroom: '));
}
