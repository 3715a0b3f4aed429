import type { Version } from '#libs/domain';
import { instantOf, microsecondsOf } from './microseconds.js';

const FIRST_CAPACITY = 4;
const GROWTH = 1.5;

interface Said {
  readonly version: Version;
  /** It came after a newer one. */
  readonly superseded: boolean;
}

/** What some versions of a stream said, whose revisions follow each other: 16 bytes each. */
export class VersionWindow {
  readonly #length: () => number;
  /** Time in microseconds, below 0 where superseded; then the hash of the content, below 0 for a retraction. */
  #said = new Float64Array(2 * FIRST_CAPACITY);
  /** By revision, what does not fit into numbers and is rare: sequences, times finer than microseconds, and who lost a tie. */
  #rare: Map<number, Pick<Version, 'time' | 'sequence' | 'outranked'>> | null = null;
  #from = 0;
  #count = 0;

  /** @param length how many versions there may be now. */
  constructor(length: () => number) {
    this.#length = length;
  }

  /** null where it is not known. */
  at(revision: number): Said | null {
    const index = revision - this.#from;
    if (index < 0 || index >= this.#count) return null;
    const time = this.#said[2 * index] ?? 0;
    const content = this.#said[2 * index + 1] ?? 0;
    const { time: exact = instantOf(unsigned(time)), sequence = '', outranked = false } = this.#rare?.get(revision) ?? {};
    const version = { time: exact, sequence, retraction: content < 0, content: unsigned(content), outranked, revision };
    return { version, superseded: time < 0 };
  }

  /** Where it does not follow the last one, or there is no more room, those before it are forgotten. */
  add({ version: { time, sequence, retraction, content, outranked, revision }, superseded }: Said): void {
    if (revision !== this.#from + this.#count || this.#count >= this.#length()) this.#restart(revision);
    const index = this.#count++;
    if (2 * index >= this.#said.length) this.#grow();
    const microseconds = microsecondsOf(time);
    if (microseconds === null || sequence !== '' || outranked) (this.#rare ??= new Map()).set(revision, { time, sequence, outranked });
    this.#said[2 * index] = signed(microseconds ?? 0, superseded);
    this.#said[2 * index + 1] = signed(content, retraction);
  }

  #restart(revision: number): void {
    this.#from = revision;
    this.#count = 0;
    this.#rare = null;
    if (this.#said.length > 4 * this.#length()) this.#said = new Float64Array(2 * FIRST_CAPACITY);
  }

  #grow(): void {
    const said = new Float64Array(2 * Math.ceil((this.#said.length / 2) * GROWTH));
    said.set(this.#said);
    this.#said = said;
  }
}

/** A whole number from 0 with one bit more: below 0 where it is set. */
function signed(value: number, bit: boolean): number {
  return bit ? -1 - value : value;
}

function unsigned(value: number): number {
  return value < 0 ? -1 - value : value;
}
