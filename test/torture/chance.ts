/** Draws that are the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1, exclusive. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  is(share: number): boolean {
    return this.draw() < share;
  }

  /** A whole number, both ends inclusive. */
  between(low: number, high: number): number {
    return low + Math.floor(this.draw() * (high - low + 1));
  }

  /** @throws RangeError where there is nothing to pick. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick.');
    return items[Math.floor(this.draw() * items.length)] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.draw() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}
