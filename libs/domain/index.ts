export * from './facts/facts.js';
export * from './facts/record-kinds.js';
export * from './time/instant.js';
export * from './time/school-date.js';
