/** The first byte of a key, which every stream of a student begins with. */
const BYTES = 256;
const HEX = 16;

/** A share of the students: those whose key begins with a byte of one range. */
export class Shard {
  /** The first byte that belongs to it, and the first that does not. */
  readonly from: number;
  readonly to: number;

  /** @param index from 1 to `of`. */
  constructor(
    readonly index: number,
    readonly of: number,
  ) {
    this.from = Math.floor(((index - 1) * BYTES) / of);
    this.to = Math.floor((index * BYTES) / of);
  }

  /** @param text `k/n` as the setting has it. */
  static parse(text: string): Shard {
    const [index, of] = text.split('/').map(Number);
    if (index === undefined || of === undefined || !(index >= 1 && index <= of && of <= BYTES)) {
      throw new RangeError(`${JSON.stringify(text)} is no shard: expected k/n with 1 <= k <= n <= ${BYTES}.`);
    }
    return new Shard(index, of);
  }

  /** All shards of a number of them. */
  static all(of: number): readonly Shard[] {
    return Array.from({ length: of }, (_, index) => new Shard(index + 1, of));
  }

  get isWhole(): boolean {
    return this.of === 1;
  }

  /** Names what belongs to this shard alone: a checkpoint, a lease, a document. */
  named(name: string): string {
    return this.isWhole ? name : `${name}@${this.index}/${this.of}`;
  }

  covers(key: string): boolean {
    const byte = Number.parseInt(key.slice(0, 2), HEX);
    return byte >= this.from && byte < this.to;
  }

  overlaps({ from, to }: Shard): boolean {
    return this.from < to && from < this.to;
  }

  /** Beginnings of the names of its students' streams: as few as there can be, for each is compared with. */
  studentPrefixes(): string[] {
    return this.#prefixes('student-');
  }

  /** The same of the streams of their recorded statuses. */
  statusPrefixes(): string[] {
    return this.#prefixes('status-');
  }

  #prefixes(kind: string): string[] {
    if (this.isWhole) return [kind];
    const prefixes: string[] = [];
    for (let byte = this.from; byte < this.to;) {
      const isDigit = byte % HEX === 0 && byte + HEX <= this.to;
      prefixes.push(`${kind}${isDigit ? (byte / HEX).toString(HEX) : byte.toString(HEX).padStart(2, '0')}`);
      byte += isDigit ? HEX : 1;
    }
    return prefixes;
  }
}

export const wholeShard = new Shard(1, 1);
