import { DirectoryNotOpenableError } from './directory.errors.js';
import type { Directory } from './directory.port.js';
import { MemoryDirectory } from './memory/memory-directory.adapter.js';
import { SqliteDirectory } from './sqlite/sqlite-directory.adapter.js';

/** Opens the directory that a URL names: `sqlite:PATH` or `memory:`. @throws DirectoryNotOpenableError */
export function openDirectory(url: string, secret: string): Directory {
  if (url === 'memory:') return new MemoryDirectory(secret);
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return new SqliteDirectory({ path: url.slice('sqlite:'.length), secret });
  throw new DirectoryNotOpenableError(`${JSON.stringify(url)} names no directory: give sqlite:PATH or memory:.`);
}
