export * from './event-store.errors.js';
export * from './memory/open-memory-event-store.js';
export * from './open-event-store.js';
export * from './opened-event-store.js';
export { MAX_EVENT_BYTES, MAX_EVENTS_AT_ONCE, MAX_NAME_LENGTH } from './prepared-append.js';
export * from './sqlite/open-sqlite-event-store.js';
