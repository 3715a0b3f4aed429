import { feedCounts, feedCountsByDay, feedsOf, LocalTime, silentSchools, totalOf, type FeedCounts } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { askedDays } from './asked-days.js';
import { scopeOf } from './district-scope.js';
import { csvColumns, rowsOf, tableColumns } from './feed-rows.js';
import { unplacedByFeed } from './unplaced-by-feed.js';

export interface FeedsCommand {
  readonly district?: string | undefined;
  readonly day?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly school?: string | undefined;
  readonly record?: string | undefined;
  readonly format: Format;
}

/** Prints what came of each feed, over all time or by day, and says beneath it what is silent or cannot be told by feed. */
export async function showFeeds(terminal: Terminal, command: FeedsCommand): Promise<void> {
  const { HOMEROOM_TIME_ZONE: timeZone } = await terminal.settings();
  await withFolder(terminal, async (embedded) => {
    const days = askedDays(command, new LocalTime(timeZone).dayOf(embedded.clock.now()));
    const district = await districtOf(embedded, command.district);
    await bringUpToDate(terminal, embedded);
    const all = await (days === null ? feedCounts(embedded, district) : feedCountsByDay(embedded, district, { ...days, timeZone }));
    const counts = all.filter(({ record, schoolId }) => isAsked(command.record, record) && isAsked(command.school, schoolId));
    const documents = await feedsOf(embedded.models, district);
    const silent = silentSchools(await scopeOf(embedded, district), documents);
    const unplaced = days === null ? await unplacedByFeed(embedded, district) : null;
    await printListing(terminal, command.format, {
      rows: rowsOf(counts, { documents, silent, unplaced }),
      columns: tableColumns(days !== null),
      csv: csvColumns(days !== null),
      caption: `District ${district}${days === null ? '' : `, ${days.from} to ${days.to} (${timeZone})`}: ${sumInWords(counts)}`,
      empty: 'Nothing has come in.',
    });
    const notes = [...silent.map(silenceInWords), ...(await unnamedInWords(embedded, district))];
    for (const note of notes) await (command.format === 'table' ? terminal.output : terminal.errors).write(`${note}\n`);
  });
}

function isAsked(asked: string | undefined, found: string | null): boolean {
  return asked === undefined || asked === found;
}

function sumInWords(counts: readonly FeedCounts[]): string {
  const { read, appended, unchanged, deadLettered, retried } = totalOf(counts);
  const since = retried === 0 ? '' : `; ${retried} more were refused first and taken in since`;
  return `${read} read = ${appended} appended + ${unchanged} unchanged + ${deadLettered} dead-lettered${since}`;
}

function silenceInWords({ schoolId, lastDate, schoolDaysBehind }: ReturnType<typeof silentSchools>[number]): string {
  const since = lastDate === null ? 'since the school year began' : `since ${lastDate}`;
  return `Silent: school ${schoolId} has sent no attendance ${since}, ${schoolDaysBehind} school days. Its students' statuses may be old.`;
}

/** Letters that say of no known district stand in no feed. */
async function unnamedInWords({ directory }: Embedded, district: string): Promise<string[]> {
  const waiting = async (of?: string): Promise<number> =>
    (await directory.countDeadLetters(of)).reduce((sum, count) => sum + count.waiting, 0);
  const others = (await waiting()) - (await waiting(district));
  return others === 0 ? [] : [`${others} refused records name another district or none: homeroom dead-letters list.`];
}
