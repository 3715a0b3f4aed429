export { InvalidQueryError } from './dead-letters.js';
export type { DeadLetterCount, DeadLetterPage, DeadLetterQuery, DeadLetterSummary, StoredDeadLetter } from './dead-letters.js';
export * from './directory.errors.js';
export { Directory } from './directory.port.js';
export { openDirectory, openMemoryDirectory } from './open-directory.js';
export * from './people.js';
export type { FeedOfRecords, Hours, LetterTally, Receipt, ReceiptTally } from './receipts.js';
export type { WebhookEndpoint } from './webhooks.js';
