import { join } from 'node:path';
import type { Settings } from '#libs/service';

export type StoreUrlSettings = Pick<Settings, 'EVENT_STORE_URL' | 'READ_MODELS_URL' | 'DIRECTORY_URL'>;

/** Where each store is: as it is set, else a file in the data folder. */
export function storeUrls(settings: StoreUrlSettings, folder: string): { log: string; models: string; directory: string } {
  const urlOf = (given: string | undefined, file: string): string => given ?? `sqlite:${join(folder, file)}`;
  return {
    log: urlOf(settings.EVENT_STORE_URL, 'log.sqlite'),
    models: urlOf(settings.READ_MODELS_URL, 'models.sqlite'),
    directory: urlOf(settings.DIRECTORY_URL, 'directory.sqlite'),
  };
}

/** The path of a SQLite file; null where the store is something else. */
export function sqliteFileOf(url: string): string | null {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null;
}
