import type { Settings } from '#libs/service';
import { Output } from './output.js';
import type { Terminal } from './terminal.js';

/** The terminal of this process. The first Ctrl-C stops after the batch in hand, the second one at once. */
export function processTerminal(): Terminal {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  let settings: Promise<Settings> | undefined;
  return {
    output: new Output(process.stdout),
    errors: new Output(process.stderr),
    input: process.stdin,
    signal: stopping.signal,
    settings: () => (settings ??= import('#libs/service').then(({ readSettings }) => readSettings())),
  };
}
