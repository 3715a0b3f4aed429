import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { Output, OutputClosedError, OutputFailedError } from './output.js';

/** Takes no more than is given at once, then fails. */
function failing(code: string): Writable {
  const error = Object.assign(new Error(`${code}: it failed, write`), { code });
  return new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => setImmediate(() => done(error)) });
}

describe('an output that cannot be written', () => {
  it('is named, with what is there and what to do', async () => {
    const output = new Output(failing('ENOSPC'), 'week.ndjson');
    const told =
      /^week\.ndjson cannot be written \(ENOSPC: it failed, write\): what stands there is the beginning\. See that there is room/;
    await expect(output.write('a line\n')).rejects.toThrow(told);
    await expect(output.write('a line\n')).rejects.toThrow(OutputFailedError);
    await expect(output.end()).rejects.toThrow(told);
  });

  it('is named also where only its end fails', async () => {
    const stream = failing('ENOSPC');
    stream.write('a line\n');
    await expect(new Output(stream).end()).rejects.toThrow(/^The output cannot be written/);
  });

  it('is nothing to complain of where its reader has had enough', async () => {
    await expect(new Output(failing('EPIPE')).write('a line\n')).rejects.toThrow(OutputClosedError);
  });
});
