import type { Hours, Receipt, ReceiptTally } from '../receipts.js';

/** What came in and left no event in the log. */
export class MemoryReceipts {
  readonly #receipts: Receipt[] = [];

  add(receipts: readonly Receipt[]): void {
    this.#receipts.push(...receipts);
  }

  tally(asked: string, hours: Hours | undefined): readonly ReceiptTally[] {
    const tallies = new Map<string, ReceiptTally>();
    for (const { district, hour, schoolId, source, record, appended, unchanged } of this.#receipts) {
      if (district !== asked || (hours && !(hours.from <= hour && hour < hours.before))) continue;
      const feed = { hour: hours ? hour : null, schoolId, source, record };
      const name = JSON.stringify(feed);
      const before = tallies.get(name) ?? { appended: 0, unchanged: 0 };
      tallies.set(name, { ...feed, appended: before.appended + appended, unchanged: before.unchanged + unchanged });
    }
    return [...tallies.values()];
  }
}
