export * from './read-models.contract.js';
export * from './typescript-process.js';
