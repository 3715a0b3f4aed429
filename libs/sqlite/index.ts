export { copySqlite, findingsIn, type CopyWatch } from './sqlite-files.js';
export { FROM_BACKUP, readMigrations, type FileKind } from './file-kind.js';
export { openScratchDatabase, openSqlite, type SqliteOptions } from './open-sqlite.js';
export { type SqlValue, SqliteDatabase, type Statement } from './sqlite-database.js';
export * from './sqlite.errors.js';
