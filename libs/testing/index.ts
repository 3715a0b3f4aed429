export * from './domain.given.js';
export * from './decider.specification.js';
export * from './event-store.contract.js';
export * from './projection.specification.js';
export * from './read-models.contract.js';
export * from './typescript-process.js';
export * from './sis-events.arbitrary.js';
export * from './sis-records.js';
