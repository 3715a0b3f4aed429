import base from './jest.config.js';

/** Specs that talk to real servers: one after the other, for each may need both cores. */
export default {
  ...base,
  maxWorkers: 1,
  testTimeout: 180_000,
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.int.spec.ts'],
  testPathIgnorePatterns: [],
};
