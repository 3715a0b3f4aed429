import { DirectoryNotOpenableError, openDirectory, type Directory } from '#libs/directory';
import { upcasts } from '#libs/domain';
import { openEventStore, type OpenedEventStore } from '#libs/event-store';
import { SystemClock, type Clock, type ReadModels } from '#libs/event-sourcing';
import { openReadModels } from '#libs/read-models';
import { Closers, type Settings } from '#libs/service';
import { auditStores, type StoreDamage } from './audit-stores.js';
import { DamagedStores } from './damaged-stores.js';
import { DataFolderError, prepareDataFolder } from './data-folder.js';
import { nextSecretOf, secretOf, takeNextSecret } from './secret-file.js';
import { sqliteFileOf, storeUrls } from './store-urls.js';

/** The stores, opened for one process. */
export interface Stores extends Pick<OpenedEventStore, 'store' | 'log'> {
  /** Full path. */
  readonly folder: string;
  /** Where the log is, for threads that open it themselves. */
  readonly logUrl: string;
  readonly models: ReadModels;
  readonly directory: Directory;
  readonly clock: Clock;
  /** For looking people up by their district id. */
  readonly secret: string;
  /** How long a lease outlives a process that was killed, where that is set. */
  readonly leaseMs?: number;
  /** Reads everything and yields what is damaged; nothing where all is sound. Rejects with the signal's reason when it aborts. */
  audit(signal?: AbortSignal): AsyncIterable<StoreDamage>;
  /** Files that were found damaged while they were used. */
  readonly damaged: DamagedStores;
  close(): Promise<void>;
}

export interface StoresOptions {
  readonly clock?: Clock;
  /** Refuses a folder that does not exist instead of making it; default false. */
  readonly mustExist?: boolean;
  /** Told once of each file that is found damaged while it is used: which, what is lost, and what to do. */
  readonly onDamage?: (sentence: string) => void;
}

type StoreSettings = Pick<Settings, 'HOMEROOM_DATA_DIR' | 'EVENT_STORE_URL' | 'READ_MODELS_URL' | 'DIRECTORY_URL' | 'HOMEROOM_SECRET'> &
  Partial<Pick<Settings, 'HOMEROOM_LEASE_SECONDS'>>;

/** Opens log, read models and directory, made where they are missing. @throws DataFolderError */
export async function openStores(settings: StoreSettings, options: StoresOptions = {}): Promise<Stores> {
  const { clock = new SystemClock(), mustExist = false, onDamage = ignore } = options;
  const damaged = new DamagedStores(onDamage);
  const folder = prepareDataFolder(settings.HOMEROOM_DATA_DIR, mustExist);
  const urls = storeUrls(settings, folder);
  return Closers.around(async (closers) => {
    const opened = await open(urls.log, (url) => openEventStore(url, { clock, upcasts, onDamage: damaged.notedFor(url) }));
    closers.add(opened.close);
    const models = await open(urls.models, (url) => openReadModels(url, { onDamage: damaged.notedFor(url) }));
    closers.add(() => models.close());
    const { directory, secret } = await openPeople(settings, { folder, url: urls.directory, onDamage: damaged.notedFor(urls.directory) });
    closers.add(() => directory.close());
    const { store, log } = opened;
    const audit = (signal?: AbortSignal): AsyncIterable<StoreDamage> => auditStores(urls, opened.audit(signal));
    const { HOMEROOM_LEASE_SECONDS: seconds } = settings;
    const lease = seconds === undefined ? {} : { leaseMs: seconds * 1_000 };
    return {
      folder,
      logUrl: urls.log,
      store,
      log,
      audit,
      damaged,
      models,
      directory,
      clock,
      secret,
      ...lease,
      close: () => closers.close(),
    };
  });
}

/** A command ends with the error itself. */
const ignore = (): void => undefined;

interface PeopleFile {
  readonly folder: string;
  readonly url: string;
  readonly onDamage: ReturnType<DamagedStores['notedFor']>;
}

/** With the secret of the settings, else with that of the folder; where a rotation was cut short, with the one of both that opens it. */
async function openPeople(
  { HOMEROOM_SECRET }: Pick<Settings, 'HOMEROOM_SECRET'>,
  { folder, url, onDamage }: PeopleFile,
): Promise<{ readonly directory: Directory; readonly secret: string }> {
  const openWith = async (secret: string) => ({ directory: await open(url, () => openDirectory(url, secret, { onDamage })), secret });
  if (HOMEROOM_SECRET !== undefined) return openWith(HOMEROOM_SECRET);
  const secret = secretOf(folder, sqliteFileOf(url));
  try {
    return await openWith(secret);
  } catch (error) {
    const isOther = error instanceof DataFolderError && error.cause instanceof DirectoryNotOpenableError;
    const other = isOther ? (nextSecretOf(folder) ?? secretOf(folder, sqliteFileOf(url))) : secret;
    if (other === secret) throw error;
    const opened = await openWith(other);
    takeNextSecret(folder);
    return opened;
  }
}

async function open<T>(url: string, opener: (url: string) => T | Promise<T>): Promise<T> {
  try {
    return await opener(url);
  } catch (error) {
    throw error instanceof Error ? new DataFolderError(error.message, { cause: error }) : error;
  }
}
