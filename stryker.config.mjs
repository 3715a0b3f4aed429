/** Mutation testing of the domain: what it is for, its figures and its survivors are in docs/mutation-survivors.md. */
export default {
  plugins: ['./scripts/mutation/specs.runner.mjs'],
  testRunner: 'specs',
  testRunnerNodeArgs: ['--conditions=source', '--import=./scripts/resolve-typescript.mjs', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  mutate: ['libs/domain/**/*.ts', '!libs/domain/**/*.spec.ts', '!libs/domain/index.ts'],
  // What is not read by the specs need not be copied.
  ignorePatterns: ['/.*', '/dist', '/infra', '/bench', '/apps', '/test', '/data', '/reports'],
  concurrency: 2,
  maxTestRunnerReuse: 300,
  // Endless loops are ended by their count of steps; a machine that is busy with something else is not one of them.
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: 'reports/mutation-incremental.json',
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
};
