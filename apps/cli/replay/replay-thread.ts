import { Worker } from 'node:worker_threads';
import type { ReplayedChange, ReplayedRow } from '#libs/replay';
import type { PartMessage, ReplayPart } from './replay-part.js';

export interface ThreadWatch {
  readonly signal: AbortSignal;
  /** Told the position of the log after each page. */
  readonly seen: (position: number) => void;
  /** Takes changes of status; the thread waits for it. */
  readonly onChanges: ((changes: readonly ReplayedChange[]) => Promise<void>) | null;
}

/** A thread for one part of a replay. It is started before its question is known, and loads its program while the stores are opened. */
export class ReplayThread {
  readonly #worker = new Worker(new URL('./replay.worker.js', import.meta.url));
  readonly #answer = Promise.withResolvers<readonly ReplayedRow[]>();

  constructor() {
    // Whoever asks hears of it; until then nobody waits for an answer.
    this.#answer.promise.catch(() => undefined);
    this.#worker.on('error', this.#answer.reject);
    this.#worker.on('exit', (code) => this.#answer.reject(new Error(`A thread of the replay ended with ${code} before its answer.`)));
  }

  /** Asks once. @throws the reason of the signal, or what the thread failed with. */
  async ask(part: ReplayPart, { signal, seen, onChanges }: ThreadWatch): Promise<readonly ReplayedRow[]> {
    const { resolve, reject, promise } = this.#answer;
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    this.#worker.on('message', (message: PartMessage) => {
      switch (message.kind) {
        case 'page':
          return seen(message.position);
        case 'changes':
          return void onChanges?.(message.changes).then(() => this.#worker.postMessage('taken', []), reject);
        case 'rows':
          return resolve(message.rows);
      }
    });
    try {
      signal.throwIfAborted();
      this.#worker.postMessage(part, []);
      return await promise;
    } finally {
      signal.removeEventListener('abort', stop);
      await this.end();
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
