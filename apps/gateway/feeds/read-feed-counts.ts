import type { Directory } from '#libs/directory';
import { addDays } from '#libs/domain';
import type { Collection, FindOptions, ReadModels, StoredDocument } from '#libs/event-sourcing';
import { feedDays, feeds, type FeedDayDocument, type FeedDocument } from '#libs/views';
import { FeedCounting, type FeedCounts } from './feed-counts.js';
import { LocalDays, type Days } from './local-days.js';

export interface FeedSources {
  readonly models: ReadModels;
  readonly directory: Directory;
}

const PAGE = 1_000;

/** The feeds of a district, as far as something of them stands in the log. */
export async function feedsOf(models: ReadModels, district: string): Promise<FeedDocument[]> {
  const found: FeedDocument[] = [];
  for await (const { body } of everyOf(models.collection<FeedDocument>(feeds), { index: 'byDistrict', equals: [district] }))
    found.push(body);
  return found;
}

/** What has come of each feed and kind of record over all time. */
export async function feedCounts({ models, directory }: FeedSources, district: string): Promise<FeedCounts[]> {
  const counting = new FeedCounting();
  for (const { schoolId, source, counts, superseded, lastOfKind } of await feedsOf(models, district)) {
    for (const [record, appended] of Object.entries(counts)) {
      const lastRecordedAt = lastOfKind[record] ?? null;
      counting.appended(null, { schoolId, source: source || null, record, appended, superseded: superseded[record] ?? 0, lastRecordedAt });
    }
  }
  for (const receipt of await directory.receipts(district)) counting.receipt(null, receipt);
  for (const letters of await directory.countDeadLettersByFeed(district)) counting.letters(null, letters);
  return counting.rows();
}

/** The same by the day on which it came; a dead letter that was retried counts on the day of the retry. */
export async function feedCountsByDay({ models, directory }: FeedSources, district: string, days: Days): Promise<FeedCounts[]> {
  const counting = new FeedCounting();
  const localDays = new LocalDays(days);
  // Clocks differ by less than a day from UTC.
  const [first, last] = [addDays(days.from, -1), addDays(days.to, 1)];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const ofDay = everyOf(models.collection<FeedDayDocument>(feedDays), { index: 'byDay', equals: [district, day] });
    for await (const { body } of ofDay) countDay(counting, localDays, body);
  }
  const hours = { from: `${first}T00`, before: `${addDays(last, 1)}T00` };
  for (const receipt of await directory.receipts(district, hours)) {
    const day = localDays.of(receipt.hour ?? '');
    if (day !== null) counting.receipt(day, receipt);
  }
  for (const letters of await directory.countDeadLettersByFeed(district, hours)) {
    const day = localDays.of(letters.hour ?? '');
    if (day !== null) counting.letters(day, letters);
  }
  return counting.rows();
}

function countDay(counting: FeedCounting, localDays: LocalDays, { day, schoolId, source, hours }: FeedDayDocument): void {
  for (const [record, ofRecord] of Object.entries(hours)) {
    for (const [hour, [appended, superseded]] of Object.entries(ofRecord)) {
      const local = localDays.of(`${day}T${hour}`);
      if (local !== null)
        counting.appended(local, { schoolId, source: source || null, record, appended, superseded, lastRecordedAt: null });
    }
  }
}

async function* everyOf<T>(collection: Collection<T>, query: FindOptions): AsyncGenerator<StoredDocument<T>> {
  let after: string | null = null;
  do {
    const page = await collection.find({ ...query, limit: PAGE, ...(after !== null && { after }) });
    yield* page.documents;
    after = page.next;
  } while (after !== null);
}
