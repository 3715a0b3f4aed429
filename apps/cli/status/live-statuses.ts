import { schoolYearOf } from '#libs/domain';
import { students, type StudentDocument, lastSchoolDay } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { pagesOf } from '../folder/pages.js';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Statuses } from './status-rows.js';

export interface LiveQuestion {
  readonly district: string;
  readonly keys?: readonly string[];
}

/** What the read models show for the district's day. */
export async function liveStatuses(terminal: Terminal, embedded: Embedded, { district, keys }: LiveQuestion): Promise<Statuses> {
  await bringUpToDate(terminal, embedded);
  const asOf = await lastSchoolDay(embedded.store, district);
  if (asOf === null) throw new CommandFailedError(`district ${district} has no school day yet: ask for a day with --as-of DATE.`);
  const collection = embedded.models.collection<StudentDocument>(students);
  const year = schoolYearOf(asOf);
  const rows: Statuses['rows'][number][] = [];
  let waiting = 0;
  const queries = keys?.map((key) => ({ index: 'byKey', equals: [district, key, year] })) ?? [
    { index: 'byYear', equals: [district, year] },
  ];
  for (const query of queries) {
    for await (const { body } of pagesOf(collection, query)) {
      if (body.row !== null) rows.push({ key: body.key, row: body.row });
      if (body.quarantined !== null) waiting += 1;
    }
  }
  if (waiting > 0) {
    await terminal.errors.write(`${waiting} students are shown as they were before an event that could not be folded: not current.\n`);
  }
  return { asOf, rows };
}
