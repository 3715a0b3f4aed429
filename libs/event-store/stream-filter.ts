/** Says which streams are read; the answer for a stream is remembered under its integer id. */
export class StreamFilter {
  readonly #prefixes: readonly string[];
  readonly #nameOf: (id: number) => string;
  /** Per stream id: 0 not asked yet, 1 no, 2 yes. */
  #answers = new Uint8Array(1024);

  constructor(prefixes: readonly string[], nameOf: (id: number) => string) {
    this.#prefixes = prefixes;
    this.#nameOf = nameOf;
  }

  accepts(id: number): boolean {
    const known = this.#answers[id] ?? 0;
    return known === 0 ? this.#ask(id) : known === 2;
  }

  #ask(id: number): boolean {
    const name = this.#nameOf(id);
    const answer = this.#prefixes.some((prefix) => name.startsWith(prefix));
    if (id >= this.#answers.length) {
      const grown = new Uint8Array(Math.max(id + 1, this.#answers.length * 2));
      grown.set(this.#answers);
      this.#answers = grown;
    }
    this.#answers[id] = answer ? 2 : 1;
    return answer;
  }
}
