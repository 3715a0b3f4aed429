import { languageOf } from '#libs/directory';
import { alerts, type AlertDocument, type AlertPhase, type Language } from '#libs/views';
import { foldReference } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { keyOf, keysOf } from '../folder/person-keys.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { alertColumns, alertCsvColumns, printedAlert, type PrintedAlert, type Printing } from './alert-rows.js';

export interface AlertsCommand {
  readonly district?: string | undefined;
  readonly state?: AlertPhase | undefined;
  readonly staff?: string | undefined;
  readonly student?: string | undefined;
  readonly language?: Language | undefined;
  readonly format: Format;
}

/** Alerts are labelled so many at a time, so that a long list needs no more memory than a short one. */
const AT_ONCE = 500;

export async function showAlerts(terminal: Terminal, command: AlertsCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    const staff = command.staff === undefined ? undefined : await keyOf(embedded, { district, kind: 'staff', id: command.staff });
    await bringUpToDate(terminal, embedded);
    const students = command.student === undefined ? null : await keysOf(embedded, district, command.student);
    const rules = (await foldReference(embedded.log, null)).rulesOf(district);
    const reader = staff === undefined ? undefined : (await embedded.directory.people([staff])).get(staff);
    const printing = { rules, language: command.language ?? languageOf(reader) };
    await printListing(terminal, command.format, {
      rows: printed(embedded, wanted(embedded, { district, state: command.state, students, staff }), printing),
      columns: alertColumns,
      csv: alertCsvColumns,
      empty: 'There is no such alert.',
    });
  });
}

interface AlertQuery {
  readonly district: string;
  readonly state: AlertPhase | undefined;
  /** The keys of one student; null: of everybody. */
  readonly students: readonly string[] | null;
  readonly staff: string | undefined;
}

/** By the narrowest index; the rest is looked at alert by alert. */
async function* wanted({ models }: Embedded, { district, state, students, staff }: AlertQuery): AsyncGenerator<AlertDocument> {
  const collection = models.collection<AlertDocument>(alerts);
  const ofAll = state === undefined ? { index: 'byRaised', equals: [district] } : { index: 'byState', equals: [district, state] };
  const queries = students?.map((student) => ({ index: 'byStudent', equals: [district, student] })) ?? [ofAll];
  for (const query of queries) {
    for await (const { body } of pagesOf(collection, { ...query, order: 'descending' })) {
      if (state !== undefined && body.state !== state) continue;
      if (staff === undefined || concerns(body, staff)) yield body;
    }
  }
}

/** Whoever was told of an alert goes on seeing it when its route has changed. */
function concerns({ route, history }: AlertDocument, staff: string): boolean {
  return route.staff.includes(staff) || history.some(({ what, staff: told = [] }) => what === 'notified' && told.includes(staff));
}

async function* printed({ directory }: Embedded, found: AsyncIterable<AlertDocument>, printing: Printing): AsyncGenerator<PrintedAlert> {
  let some: AlertDocument[] = [];
  const label = async (): Promise<PrintedAlert[]> => {
    const labelOf = await labelsOf(directory, some.flatMap(peopleOf));
    return some.map((alert) => printedAlert(alert, labelOf, printing));
  };
  for await (const alert of found) {
    if (some.push(alert) < AT_ONCE) continue;
    yield* await label();
    some = [];
  }
  yield* await label();
}

function peopleOf({ studentKey, route, history }: AlertDocument): string[] {
  return [...(studentKey === null ? [] : [studentKey]), ...route.staff, ...history.flatMap(({ staff = [] }) => staff)];
}
