import { dayIndex, explain, looksBack, parseStream, schoolYearOf, type ExplainedCondition, type Profile } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { reasonOf, type ReferenceState } from '#libs/views';
import { standingOfStudent, yearsBefore } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { labelsOf } from '../folder/person-labels.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { printTable } from '../format/print-table.js';
import type { Output } from '../terminal/output.js';
import type { Terminal } from '../terminal/terminal.js';
import { evidenceColumns, idColumn, type PrintedCondition } from './evidence-rows.js';
import { printedStatus, statusColumns, statusCsvColumns, type Statuses } from './status-rows.js';

export interface EvidenceQuestion {
  readonly district: string;
  /** The one that the student has as known then. */
  readonly key: string;
  readonly reference: ReferenceState;
  readonly knownAt?: string;
  readonly profile?: Profile;
  readonly statuses: Statuses;
  readonly format: Format;
}

/** One student's row and, condition by condition, the facts behind it down to their events. CSV has room for the row only. */
export async function showEvidence(terminal: Terminal, embedded: Embedded, question: EvidenceQuestion): Promise<void> {
  const { statuses, district, key, reference, format } = question;
  const [, ...others] = reference.peopleOf(district)?.keysOf(key) ?? [key];
  const labelOf = await labelsOf(embedded.directory, [key, ...others]);
  const otherIds = others.map(labelOf).sort();
  const idOf = otherIds.length === 0 ? null : labelOf;
  const rows = await Promise.all(
    statuses.rows.map(async ({ row }) => ({
      ...printedStatus(labelOf(key), row),
      ...(idOf && { otherIds }),
      conditions: await explained(embedded, question, row, idOf),
    })),
  );
  const alsoKnown = idOf === null ? '' : `; other ids of the student: ${otherIds.join(', ')}`;
  await printListing(terminal, format, {
    rows,
    columns: statusColumns.slice(0, -1),
    csv: statusCsvColumns(rows),
    caption: `District ${district}, as of ${statuses.asOf}${alsoKnown}`,
    empty: 'The student was not enrolled in that school year by then.',
  });
  if (format !== 'table') return;
  for (const { conditions } of rows) for (const condition of conditions) await printCondition(terminal.output, condition);
}

async function explained(
  { store }: Embedded,
  { district, key, knownAt, profile, reference, statuses: { asOf } }: EvidenceQuestion,
  row: Statuses['rows'][number]['row'],
  idOf: ((key: string) => string) | null,
): Promise<PrintedCondition[]> {
  const year = schoolYearOf(asOf);
  const rules = profile ?? reference.profileFor(district, row.communityId);
  const student = { district, key, year, people: reference.peopleOf(district) };
  const events = await standingOfStudent(store, student, knownAt ?? null);
  const earlier = looksBack(rules) ? await yearsBefore(store, student, knownAt ?? null) : [];
  const context = { schools: reference.schoolsOf(district, year), profile: rules, asOf: dayIndex(asOf, year), year, earlier };
  const judgement = { rules, milestone: row.milestone };
  const conditions = (explain(events, context)?.conditions ?? []).map((condition) => withReason(condition, reasonOf(condition, judgement)));
  return idOf === null ? conditions : withIds(conditions, [...earlier.flatMap(({ events: before }) => before), ...events], idOf);
}

/** Says of each fact which of the student's ids it came under. */
function withIds(
  conditions: readonly PrintedCondition[],
  events: readonly Pick<RecordedEvent, 'id' | 'stream'>[],
  idOf: (key: string) => string,
): PrintedCondition[] {
  const ids = new Map(
    events.map(({ id, stream }) => {
      const name = parseStream(stream);
      return [id, name.kind === 'student' ? idOf(name.key) : ''];
    }),
  );
  return conditions.map(({ evidence, ...condition }) => ({
    ...condition,
    evidence: evidence.map((fact) => ({ ...fact, studentId: ids.get(fact.eventId) ?? '' })),
  }));
}

function withReason({ name, value, threshold, result, ...rest }: ExplainedCondition, reason: string): PrintedCondition {
  return { name, value, threshold, result, reason, ...rest };
}

async function printCondition(output: Output, condition: PrintedCondition): Promise<void> {
  const { name, result, reason, sentence, missing, evidence } = condition;
  await output.write(`\n${name}: ${result}. ${reason}\n  Rule: ${sentence}\n`);
  if (missing !== null) await output.write(`  Missing: ${missing}\n`);
  const columns = evidence.some(({ studentId }) => studentId !== undefined) ? [...evidenceColumns, idColumn] : evidenceColumns;
  if (evidence.length > 0) await printTable(output, { rows: evidence, columns, empty: '' });
}
