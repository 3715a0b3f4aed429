/** Ends the output with one plain line that says how many tests passed and failed. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.stderr.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}
