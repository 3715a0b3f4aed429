import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Whoever read the output has had enough (`| head`): nothing is wrong. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** No room for what was to be written, for example. */
export class OutputFailedError extends Error {
  override readonly name = 'OutputFailedError';
}

/** One of the standard streams, or a file: waits while the reader is slower, and knows when the reader has gone. */
export class Output {
  readonly stream: Writable;
  readonly isTerminal: boolean;
  readonly #name: string;
  #closed: Error | null = null;

  /** @param name what it is called where it cannot be written. */
  constructor(stream: Writable & { readonly isTTY?: boolean }, name = 'The output') {
    this.stream = stream;
    this.isTerminal = stream.isTTY === true;
    this.#name = name;
    stream.on('error', (error) => (this.#closed = this.#reasonOf(error)));
  }

  /** @throws OutputClosedError, OutputFailedError */
  async write(text: string): Promise<void> {
    if (this.#closed !== null) throw this.#closed;
    if (this.stream.write(text)) return;
    try {
      await once(this.stream, 'drain');
    } catch (error) {
      throw this.#reasonOf(error);
    }
  }

  /** Waits until everything is written. @throws OutputFailedError */
  async end(): Promise<void> {
    this.stream.end();
    try {
      await finished(this.stream);
    } catch (error) {
      throw this.#reasonOf(error);
    }
  }

  #reasonOf(error: unknown): Error {
    const { code, message } = Object(error) as { code?: string; message?: string };
    if (code === 'EPIPE') return new OutputClosedError('The output is no longer read.');
    const written = 'what stands there is the beginning. See that there is room and begin again, or choose another place';
    return new OutputFailedError(`${this.#name} cannot be written (${message ?? String(error)}): ${written}.`, { cause: error });
  }
}
