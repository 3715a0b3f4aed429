import { dayIndex, explain, looksBack, schoolYearOf, standingAt, studentStream, type ExplainedCondition, type Profile } from '#libs/domain';
import { reasonOf } from '#libs/views';
import { foldReference, yearsBefore } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { labelsOf } from '../folder/person-labels.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { printTable } from '../format/print-table.js';
import type { Output } from '../terminal/output.js';
import type { Terminal } from '../terminal/terminal.js';
import { evidenceColumns, type PrintedCondition } from './evidence-rows.js';
import { printedStatus, statusColumns, statusCsvColumns, type Statuses } from './status-rows.js';

export interface EvidenceQuestion {
  readonly district: string;
  readonly key: string;
  readonly knownAt?: string;
  readonly profile?: Profile;
  readonly statuses: Statuses;
  readonly format: Format;
}

/** One student's row and, condition by condition, the facts behind it down to their events. CSV has room for the row only. */
export async function showEvidence(terminal: Terminal, embedded: Embedded, question: EvidenceQuestion): Promise<void> {
  const { statuses, district, key, format } = question;
  const label = (await labelsOf(embedded.directory, [key]))(key);
  const rows = await Promise.all(
    statuses.rows.map(async ({ row }) => ({ ...printedStatus(label, row), conditions: await explained(embedded, question, row) })),
  );
  await printListing(terminal, format, {
    rows,
    columns: statusColumns.slice(0, -1),
    csv: statusCsvColumns(rows),
    caption: `District ${district}, as of ${statuses.asOf}`,
    empty: 'The student was not enrolled in that school year by then.',
  });
  if (format !== 'table') return;
  for (const { conditions } of rows) for (const condition of conditions) await printCondition(terminal.output, condition);
}

async function explained(
  { store, log }: Embedded,
  { district, key, knownAt, profile, statuses: { asOf } }: EvidenceQuestion,
  row: Statuses['rows'][number]['row'],
): Promise<PrintedCondition[]> {
  const year = schoolYearOf(asOf);
  const reference = await foldReference(log, knownAt ?? null);
  const rules = profile ?? reference.profileFor(district, row.communityId);
  const events = standingAt(await store.readStream(studentStream(district, key, year)), knownAt ?? null);
  const earlier = looksBack(rules) ? await yearsBefore(store, { district, key, year }, knownAt ?? null) : [];
  const context = { schools: reference.schoolsOf(district, year), profile: rules, asOf: dayIndex(asOf, year), year, earlier };
  const judgement = { profile: rules.name, milestone: row.milestone };
  return (explain(events, context)?.conditions ?? []).map((condition) => withReason(condition, reasonOf(condition, judgement)));
}

function withReason({ name, value, threshold, result, ...rest }: ExplainedCondition, reason: string): PrintedCondition {
  return { name, value, threshold, result, reason, ...rest };
}

async function printCondition(output: Output, condition: PrintedCondition): Promise<void> {
  const { name, result, reason, sentence, missing, evidence } = condition;
  await output.write(`\n${name}: ${result}. ${reason}\n  Rule: ${sentence}\n`);
  if (missing !== null) await output.write(`  Missing: ${missing}\n`);
  if (evidence.length > 0) await printTable(output, { rows: evidence, columns: evidenceColumns, empty: '' });
}
