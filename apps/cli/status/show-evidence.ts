import type { Embedded } from '../../standalone/index.js';
import type { Format } from '../format/format-option.js';
import { labelsOf } from '../folder/person-labels.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { printedStatus, statusColumns, statusCsvColumns, type Statuses } from './status-rows.js';

export interface EvidenceQuestion {
  readonly district: string;
  readonly key: string;
  readonly knownAt?: string;
  readonly statuses: Statuses;
  readonly format: Format;
}

/** One student's row and, condition by condition, the facts behind it. */
export async function showEvidence(terminal: Terminal, embedded: Embedded, question: EvidenceQuestion): Promise<void> {
  const { statuses, district, key, format } = question;
  const labelOf = await labelsOf(embedded.directory, [key]);
  const rows = statuses.rows.map(({ row }) => printedStatus(labelOf(key), row));
  await printListing(terminal, format, {
    rows,
    columns: statusColumns,
    csv: statusCsvColumns(rows),
    caption: `District ${district}, as of ${statuses.asOf}`,
    empty: 'The student was not enrolled in that school year by then.',
  });
}
