/**
 * Wakes readers that wait at the end of the log.
 *
 * A reader takes `version` before it looks for events and waits with it afterwards, so that nothing announced in between is missed.
 */
export class ChangeSignal {
  #version = 0;
  readonly #waiting = new Set<(reason?: unknown) => void>();
  readonly #watch: () => () => void;
  #unwatch: () => void = () => {};

  /** `watch` is called while somebody waits, to look for changes that nobody announces; it returns what ends it. */
  constructor(watch: () => () => void = () => () => {}) {
    this.#watch = watch;
  }

  get version(): number {
    return this.#version;
  }

  announce(): void {
    this.#version++;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when something was announced after `version`, or when `signal` aborts. */
  async after(version: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#version !== version || signal?.aborted) return;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    if (this.#waiting.size === 0) this.#unwatch = this.#watch();
    this.#waiting.add(resolve);
    signal?.addEventListener('abort', resolve);
    await promise;
    signal?.removeEventListener('abort', resolve);
    this.#waiting.delete(resolve);
    if (this.#waiting.size === 0) this.#unwatch();
  }
}
