import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Whoever read the output has had enough (`| head`): nothing is wrong. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** One of the standard streams: waits while the reader is slower, and knows when the reader has gone. */
export class Output {
  readonly stream: Writable;
  readonly isTerminal: boolean;
  #closed: Error | null = null;

  constructor(stream: Writable & { readonly isTTY?: boolean }) {
    this.stream = stream;
    this.isTerminal = stream.isTTY === true;
    stream.on('error', (error) => (this.#closed = reasonOf(error)));
  }

  /** @throws OutputClosedError */
  async write(text: string): Promise<void> {
    if (this.#closed !== null) throw this.#closed;
    if (this.stream.write(text)) return;
    try {
      await once(this.stream, 'drain');
    } catch (error) {
      throw reasonOf(error);
    }
  }
}

function reasonOf(error: unknown): Error {
  if (Object(error).code === 'EPIPE') return new OutputClosedError('The output is no longer read.');
  return error instanceof Error ? error : new Error(String(error));
}
