import type { Profile } from '#libs/domain';
import { isDifferent, replayedCommunities, type ReplayedRow } from '#libs/replay';
import type { Embedded } from '../../standalone/index.js';
import { labelsOf } from '../folder/person-labels.js';
import type { Format } from '../format/format-option.js';
import type { Listing } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import { printTable } from '../format/print-table.js';
import type { Terminal } from '../terminal/terminal.js';
import { communityColumns, communityCsvColumns } from './community-columns.js';
import { printedStudent, studentColumns, studentCsvColumns, type PrintedStudent } from './student-columns.js';

export interface Replayed {
  readonly district: string;
  readonly profile: Profile;
  readonly from: string | null;
  readonly to: string;
  readonly rows: readonly ReplayedRow[];
  /** Only communities are printed. */
  readonly communities: boolean;
  /** Students whom nothing would change for are printed too. */
  readonly all: boolean;
  readonly format: Format;
}

/** Prints the communities and the students whom other rules would make a difference for. */
export async function printReplay(terminal: Terminal, { directory }: Embedded, replayed: Replayed): Promise<void> {
  const { district, profile, from, to, rows, format } = replayed;
  const shown = replayed.communities ? [] : rows.filter((row) => replayed.all || isDifferent(row));
  const labels = await labelsOf(
    directory,
    shown.map(({ key }) => key),
  );
  const students = shown
    .map((row) => printedStudent(labels(row.key), row))
    .sort(({ studentId: a }, { studentId: b }) => (a < b ? -1 : Number(a > b)));
  const communities = replayedCommunities(rows);
  const counted = from !== null;
  const caption = `District ${district}, ${profile.name} beside the rules in force, ${from === null ? '' : `from ${from} `}as of ${to}: ${captionOf(rows)}`;
  const ofCommunities = {
    rows: communities,
    columns: communityColumns(counted),
    csv: communityCsvColumns(counted),
    caption,
    empty: 'No student was enrolled that day.',
  };
  if (replayed.communities) return printListing(terminal, format, ofCommunities);
  const ofStudents: Listing<PrintedStudent> = {
    rows: students,
    columns: studentColumns(counted),
    csv: studentCsvColumns(counted),
    caption,
    empty: 'Nobody would change.',
  };
  if (format === 'json') {
    const answer = { district, profile: profile.name, profileVersion: profile.version, from, to, communities, students };
    await terminal.output.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  if (format === 'table') {
    await printTable(terminal.output, ofCommunities);
    return printTable(terminal.output, { ...ofStudents, caption: replayed.all ? '\nStudents' : '\nStudents who would change' });
  }
  return printListing(terminal, format, ofStudents);
}

function captionOf(rows: readonly ReplayedRow[]): string {
  const changed = rows.filter(({ inForce, replayed }) => inForce.status !== replayed.status).length;
  return `${changed} of ${rows.length} students would have another status`;
}
