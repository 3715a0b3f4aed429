import { writeSync } from 'node:fs';

/**
 * Ends the output with one plain line, `N passed, N failed`, on stdout, so that it is last on the terminal and in a pipe alike.
 * A test file that could not be loaded counts as one failure. Skipped tests have a line of their own before it.
 */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `${results.numPendingTests} skipped\n` : '';
    const line = `${skipped}${results.numPassedTests} passed, ${failed} failed\n`;
    // Jest's own summary is printed after this reporter ran: wait until the process ends.
    process.once('exit', () => writeSync(1, line));
  }
}
