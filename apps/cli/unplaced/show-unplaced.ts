import { readPeople } from '#libs/casework';
import { students, type StudentDocument } from '#libs/views';
import { unplacedRecords, type UnplacedRecord } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

export interface UnplacedCommand {
  readonly district?: string | undefined;
  readonly student?: string | undefined;
  readonly format: Format;
}

interface UnplacedRow extends UnplacedRecord {
  readonly studentId: string;
  readonly schoolYear: number;
}

const described: readonly Column<UnplacedRow>[] = [
  { heading: 'studentId', cell: (row) => row.studentId },
  { heading: 'year', cell: (row) => row.schoolYear },
  { heading: 'record', cell: (row) => row.record },
  { heading: 'date', cell: (row) => row.date },
  { heading: 'school', cell: (row) => row.schoolId },
];
const reasons: readonly Column<UnplacedRow>[] = [
  { heading: 'why', cell: (row) => row.why },
  { heading: 'wouldPlace', cell: (row) => row.wouldPlace },
];
const csv: readonly Column<UnplacedRow>[] = [
  ...described,
  { heading: 'source', cell: (row) => row.source },
  { heading: 'knownAt', cell: (row) => row.knownAt },
  { heading: 'recordedAt', cell: (row) => row.recordedAt },
  { heading: 'eventId', cell: (row) => row.eventId },
  ...reasons,
];

/** Prints the records that wait for an enrolment, student by student. */
export async function showUnplaced(terminal: Terminal, { format, ...command }: UnplacedCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    await bringUpToDate(terminal, embedded);
    await printListing(terminal, format, {
      rows: rowsOf(embedded, district, command.student),
      columns: [...described, ...reasons],
      csv,
      caption: `District ${district}: records that count as soon as an enrolment covers them`,
      empty: 'Every record counts.',
    });
  });
}

async function* rowsOf({ models, store, directory }: Embedded, district: string, student: string | undefined): AsyncGenerator<UnplacedRow> {
  const asked = student === undefined ? null : (await directory.findKeys(district, 'student', [student])).get(student);
  const people = await readPeople(models, district);
  const wanted = asked === undefined || asked === null ? asked : people.personOf(asked);
  const collection = models.collection<StudentDocument>(students);
  for await (const { body } of pagesOf(collection, { index: 'byUnplaced', equals: [district, 1] })) {
    if (wanted !== null && wanted !== body.key) continue;
    const labelOf = await labelsOf(directory, [body.key]);
    for (const record of await unplacedRecords(store, body, people))
      yield { studentId: labelOf(body.key), schoolYear: body.year, ...record };
  }
}
