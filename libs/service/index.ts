export * from './configuration.js';
export { HealthSource, type Trouble } from './health.js';
export { createHttpApp } from './http/create-http-app.js';
export { requireLoopback } from './http/loopback-only.js';
export { ProblemError, type Problem } from './http/problem.js';
export { openLogger } from './logging/logger.js';
export type { Settings } from './settings.js';
