export default {
  maxWorkers: 2,
  // Modules of specs that have run are not all collected: a worker that has grown is replaced, for a full one is many times slower.
  workerIdleMemoryLimit: '1.5GB',
  // A test that waits for a process must not fail because the machine is busy; what hangs is ended by the step limit of the check.
  testTimeout: 60_000,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: [
    '<rootDir>/.cache',
    '<rootDir>/.stryker',
    '<rootDir>/dist',
    '<rootDir>/bench/peers',
    '<rootDir>/test/house/fixtures',
  ],
  testMatch: ['<rootDir>/{apps,libs,test,bench}/**/*.spec.ts'],
  testPathIgnorePatterns: [String.raw`\.int\.spec\.ts$`],
  reporters: ['default', '<rootDir>/scripts/count.reporter.mjs'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
