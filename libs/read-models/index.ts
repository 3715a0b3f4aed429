export { type MemoryStorage, newMemoryStorage, openMemoryReadModels } from './memory-read-models.adapter.js';
export { openReadModels } from './open-read-models.js';
export { openSqliteReadModels } from './sqlite-read-models.adapter.js';
