export * from './configuration.js';
export type { Settings } from './settings.js';
