export { requireContents } from './contents.js';
export * from './mongodb.errors.js';
export { MongoDatabase, type MongoDatabaseOptions, openMongoDatabase } from './mongo-database.js';
export { isDuplicateKey, isMissingCollection } from './passing-errors.js';
