import type { EventStore } from '#libs/event-sourcing';
import type { IntakeOutcome } from '../intake/intake-item.js';
import { noRecords, type ImportReport, type RecordCounts } from './import-report.js';
import { Placements } from './placements.js';

/** Counts an import while it runs. */
export class ImportTally {
  readonly total = noRecords();
  readonly #records = new Map<string, RecordCounts>();
  readonly #placements = new Placements();

  read(kind: string, count = 1): void {
    this.#add(kind, 'read', count);
  }

  /** @param refusedKind what a refused record would have been. */
  took(outcome: IntakeOutcome, refusedKind: string): void {
    if (outcome.outcome === 'deadLettered') {
      this.#add(refusedKind, 'deadLettered', 1);
      return;
    }
    this.#add(outcome.name, outcome.outcome, 1);
    this.#placements.add(outcome.name, outcome.stream, outcome.date);
  }

  /** The report, with what stands on no enrolled day in this moment. */
  async report(store: EventStore, interrupted: boolean): Promise<ImportReport> {
    for (const [kind, count] of await this.#placements.unplaced(store)) if (count > 0) this.#add(kind, 'unplaced', count);
    return { records: Object.fromEntries(this.#records), total: this.total, interrupted };
  }

  #add(kind: string, what: keyof RecordCounts, count: number): void {
    let counts = this.#records.get(kind);
    if (counts === undefined) this.#records.set(kind, (counts = noRecords()));
    counts[what] += count;
    this.total[what] += count;
  }
}
