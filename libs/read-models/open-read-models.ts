import type { ReadModels } from '#libs/event-sourcing';
import type { SqliteOptions } from '#libs/sqlite';
import { openMemoryReadModels } from './memory-read-models.adapter.js';
import { openSqliteReadModels } from './sqlite-read-models.adapter.js';

/** Opens the read models that a URL names: `memory:`, `sqlite:PATH` or `mongodb://HOST/DATABASE`, whose driver is loaded only then. */
export async function openReadModels(url: string, options: Pick<SqliteOptions, 'onDamage'> = {}): Promise<ReadModels> {
  if (url === 'memory:') return openMemoryReadModels();
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return openSqliteReadModels({ ...options, path: url.slice('sqlite:'.length) });
  }
  if (/^mongodb(\+srv)?:/.test(url)) {
    const { openMongoReadModels } = await import('./mongodb/mongo-read-models.adapter.js');
    return openMongoReadModels({ url });
  }
  throw new Error(
    `"${url}" names no read models: give memory:, sqlite:PATH or mongodb://HOST/DATABASE, for example sqlite:data/models.sqlite.`,
  );
}
