import type { Profile } from '#libs/domain';
import type { Embedded } from '../../standalone/index.js';
import { districtOf } from '../folder/districts.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { rulesOption } from '../profiles/rules-option.js';
import { dateOption, instantOption } from '../terminal/values.js';
import { foldedStatuses } from './folded-statuses.js';
import { liveStatuses } from './live-statuses.js';
import { showEvidence } from './show-evidence.js';
import { studentAsked } from './student-asked.js';
import { printedStatus, statusColumns, statusCsvColumns, type PrintedStatus, type Statuses } from './status-rows.js';

export interface StatusCommand {
  readonly district?: string | undefined;
  readonly school?: string | undefined;
  readonly community?: string | undefined;
  readonly student?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly profile?: string | undefined;
  readonly format: Format;
}

/** Prints the statuses asked for, sorted by the students' ids. */
export async function showStatus(terminal: Terminal, command: StatusCommand): Promise<void> {
  const question = {
    ...(command.asOf !== undefined && { asOf: dateOption('--as-of', command.asOf) }),
    ...(command.knownAt !== undefined && { knownAt: instantOption('--known-at', command.knownAt) }),
  };
  const profile = await chosenRules(terminal, command);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    const student =
      command.student === undefined ? null : await studentAsked(embedded, district, command.student, question.knownAt ?? null);
    const asked = { ...question, district, ...(profile !== null && { profile }), ...(student && { keys: [student.key] }) };
    const isLive = profile === null && Object.keys(question).length === 0;
    const statuses = await (isLive ? liveStatuses(terminal, embedded, asked) : foldedStatuses(embedded, asked));
    if (student !== null) {
      for (const note of student.notes) await terminal.errors.write(note);
      return showEvidence(terminal, embedded, { ...asked, ...student, statuses, format: command.format });
    }
    const rows = await printedRows(embedded, statuses, command);
    await printListing(terminal, command.format, {
      rows,
      columns: statusColumns,
      csv: statusCsvColumns(rows),
      caption: `District ${district}, as of ${statuses.asOf}: ${rows.length} students`,
      empty: 'No student was enrolled there in that school year.',
    });
  });
}

function chosenRules(terminal: Terminal, { profile, district }: StatusCommand): Promise<Profile> | null {
  return profile === undefined ? null : rulesOption(terminal, profile, { option: '--profile', district });
}

async function printedRows(embedded: Embedded, { rows }: Statuses, command: StatusCommand): Promise<PrintedStatus[]> {
  const { school, community } = command;
  const wanted = rows.filter(
    ({ row }) => (school === undefined || row.schoolId === school) && (community === undefined || row.communityId === community),
  );
  if (wanted.length === 0 && rows.length > 0 && (school ?? community) !== undefined) requireKnown(rows, command);
  const labelOf = await labelsOf(
    embedded.directory,
    wanted.map(({ key }) => key),
  );
  return wanted
    .map(({ key, row }) => printedStatus(labelOf(key), row))
    .sort((a, b) => (a.studentId < b.studentId ? -1 : Number(a.studentId > b.studentId)));
}

/** A filter that nobody matches is more often a mistyped id than an empty school. */
function requireKnown(rows: Statuses['rows'], { school, community }: StatusCommand): void {
  const [what, given, field] =
    school === undefined ? (['community', community, 'communityId'] as const) : (['school', school, 'schoolId'] as const);
  const known = [...new Set(rows.flatMap(({ row }) => row[field] ?? []))].sort();
  if (given !== undefined && known.includes(given)) return;
  const shown = known.slice(0, 10).join(', ');
  throw new CommandFailedError(`no student is in ${what} ${JSON.stringify(given)}: found ${shown}${known.length > 10 ? ', ...' : ''}.`);
}
