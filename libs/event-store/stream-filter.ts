/** What `answers` has for a stream that is not read. */
export const ANSWER_NO = 1;
const [NOT_ASKED, ANSWER_YES] = [0, 2];

/** Says which streams are read; the answer for a stream is remembered under its integer id. */
export class StreamFilter {
  readonly #prefixes: readonly string[];
  readonly #nameOf: (id: number) => string;
  /** By stream id; 0: not asked yet. */
  #answers = new Uint8Array(1024);

  constructor(prefixes: readonly string[], nameOf: (id: number) => string) {
    this.#prefixes = prefixes;
    this.#nameOf = nameOf;
  }

  /** The answers given so far, a byte for each stream id. */
  get answers(): Uint8Array {
    return this.#answers;
  }

  accepts(id: number): boolean {
    const known = this.#answers[id] ?? NOT_ASKED;
    return known === NOT_ASKED ? this.#ask(id) : known === ANSWER_YES;
  }

  #ask(id: number): boolean {
    const name = this.#nameOf(id);
    const answer = this.#prefixes.some((prefix) => name.startsWith(prefix));
    if (id >= this.#answers.length) {
      const grown = new Uint8Array(Math.max(id + 1, this.#answers.length * 2));
      grown.set(this.#answers);
      this.#answers = grown;
    }
    this.#answers[id] = answer ? ANSWER_YES : ANSWER_NO;
    return answer;
  }
}
