/** What was opened, to be closed in the opposite order. */
export class Closers {
  readonly #closers: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closers.push(close);
  }

  /** Closes each once, also after one that fails; rejects with the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Makes something of what is opened; where that fails, everything opened so far is closed again. */
  static async around<T>(make: (closers: Closers) => Promise<T>): Promise<T> {
    const closers = new Closers();
    try {
      return await make(closers);
    } catch (error) {
      // What has failed says more than what could not be closed because of it.
      await closers.close().catch(() => undefined);
      throw error;
    }
  }
}
