import type { OpenedEventStore } from '#libs/event-store';
import { findingsIn } from '#libs/sqlite';
import { sqliteFileOf, type storeUrls } from './store-urls.js';

/** Something in a store that is not as it was written. */
export interface StoreDamage {
  /** The file, else the URL. */
  readonly place: string;
  /** One sentence. */
  readonly what: string;
  /** What to do about that store. */
  readonly remedy: string;
}

const FROM_BACKUP = 'Restore a backup into a new data folder: HOMEROOM_DATA_DIR=NEW npm run -s homeroom -- restore BACKUP.';
const FOLDED_AGAIN = 'Stop what uses it and remove it: the next command folds it again from the log.';

/**
 * Reads everything in the stores and yields what is damaged; what a server keeps is checked by that server.
 * @param ofLog the audit of the log.
 */
export async function* auditStores(
  urls: ReturnType<typeof storeUrls>,
  ofLog: ReturnType<OpenedEventStore['audit']>,
): AsyncGenerator<StoreDamage> {
  const place = sqliteFileOf(urls.log) ?? urls.log;
  for await (const { what } of ofLog) yield { place, what, remedy: FROM_BACKUP };
  yield* auditFile(sqliteFileOf(urls.directory), FROM_BACKUP);
  yield* auditFile(sqliteFileOf(urls.models), FOLDED_AGAIN);
}

function* auditFile(place: string | null, remedy: string): Generator<StoreDamage> {
  if (place === null) return;
  for (const finding of findingsIn(place)) yield { place, what: `SQLite finds: ${finding}.`, remedy };
}
