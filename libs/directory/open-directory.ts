import type { SqliteOptions } from '#libs/sqlite';
import { DirectoryNotOpenableError } from './directory.errors.js';
import type { Directory } from './directory.port.js';
import { MemoryDirectory } from './memory/memory-directory.adapter.js';
import { SqliteDirectory } from './sqlite/sqlite-directory.adapter.js';

/** Opens the directory that a URL names: `sqlite:PATH`, `mongodb://HOST/DATABASE` or `memory:`. @throws DirectoryNotOpenableError */
export async function openDirectory(url: string, secret: string, options: Pick<SqliteOptions, 'onDamage'> = {}): Promise<Directory> {
  if (url === 'memory:') return openMemoryDirectory(secret);
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return new SqliteDirectory({ ...options, path: url.slice('sqlite:'.length), secret });
  }
  if (/^mongodb(\+srv)?:/.test(url)) {
    const { openMongoDirectory } = await import('./mongodb/mongo-directory.adapter.js');
    return openMongoDirectory({ url }, secret);
  }
  throw new DirectoryNotOpenableError(`${JSON.stringify(url)} names no directory: give sqlite:PATH, mongodb://HOST/DATABASE or memory:.`);
}

/** A directory that ends with its process, for tests. */
export function openMemoryDirectory(secret: string): Directory {
  return new MemoryDirectory(secret);
}
