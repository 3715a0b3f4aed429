export * from './clock.port.js';
export * from './decider.js';
export * from './event-log.port.js';
export * from './event-store.port.js';
export * from './read-models.port.js';
