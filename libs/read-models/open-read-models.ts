import type { ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from './memory-read-models.adapter.js';
import { openSqliteReadModels } from './sqlite-read-models.adapter.js';

/** Opens the read models that a URL names: `memory:` or `sqlite:PATH`. */
export function openReadModels(url: string): ReadModels {
  if (url === 'memory:') return openMemoryReadModels();
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return openSqliteReadModels({ path: url.slice('sqlite:'.length) });
  throw new Error(`"${url}" names no read models: give memory: or sqlite:PATH, for example sqlite:data/models.sqlite.`);
}
