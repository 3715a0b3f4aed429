import { readdirSync, readFileSync } from 'node:fs';
import type { Store } from './explain-error.js';

/** The remedy for a file that nothing is folded into again. */
export const FROM_BACKUP =
  'stop everything, keep this folder and restore a backup into a new one: HOMEROOM_DATA_DIR=NEW npm run -s homeroom -- restore BACKUP';

/** What is kept in a file, and how it is laid out. */
export interface FileKind extends Pick<Store, 'what' | 'loss' | 'remedy'> {
  /** Tells this kind from any other database, so that a file named by mistake is not written to. */
  readonly applicationId: number;
  /** Statements that lead from one layout to the next, the first from an empty file; never changed once released, only added to. */
  readonly migrations: readonly string[];
  /** Set at each opening: how durable, how much memory. */
  readonly pragmas: string;
  /** Set once, in an empty file, where it can be set only there. */
  readonly whenNew?: string;
  /** Functions that migrations call. */
  readonly functions?: Readonly<Record<string, (...columns: unknown[]) => number>>;
  /** What is thrown where something is asked after closing; default an Error that says so. */
  readonly whenClosed?: () => Error;
}

/** The files `NNN-what.sql` of a folder, in order. */
export function readMigrations(folder: URL): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => readFileSync(new URL(file, folder), 'utf8'));
}
