/** What was opened, to be closed in the opposite order. */
export class Closers {
  readonly #closers: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closers.push(close);
  }

  /** Closes each once. */
  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).toReversed()) await close();
  }

  /** Makes something of what is opened; where that fails, everything opened so far is closed again. */
  static async around<T>(make: (closers: Closers) => Promise<T>): Promise<T> {
    const closers = new Closers();
    try {
      return await make(closers);
    } catch (error) {
      await closers.close();
      throw error;
    }
  }
}
