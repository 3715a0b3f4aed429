/** How often people were interrupted, by person and day. */
export class Interruptions {
  readonly #counts = new Map<string, number>();
  /** Most that one person had on one day. */
  most = 0;
  count = 0;

  /** Counts one more. @returns how many the person had that day before. */
  add(district: string, staff: string, date: string): number {
    const name = `${district}/${staff}/${date}`;
    const before = this.#counts.get(name) ?? 0;
    this.#counts.set(name, before + 1);
    this.count += 1;
    this.most = Math.max(this.most, before + 1);
    return before;
  }
}
