import type { ConsumerTrouble, PartitionLag } from '../kafka.port.js';
import { partitionName, type Assignment } from './assigned-partitions.js';
import { Outages, type Patience } from './outages.js';

const MOST_JUMPS = 100;

/** What a consumer knows beyond one connection. */
export class ConsumerMemory {
  readonly outages: Outages;
  /** The offset last committed of every partition that was ever had, by its name. */
  readonly committed = new Map<string, bigint>();
  readonly #jumps: string[] = [];
  readonly #lags = new Map<string, PartitionLag>();

  constructor(patience: Patience) {
    this.outages = new Outages(patience);
  }

  /** What the group had committed when this process looked; never less than it knew. */
  committedBefore(offsets: ReadonlyMap<string, bigint>): void {
    for (const [partition, offset] of offsets) {
      const known = this.committed.get(partition);
      if (known === undefined || known < offset) this.committed.set(partition, offset);
    }
  }

  /** A jump stays in sight until the process ends: somebody has to look at it. */
  jumped(sentence: string): void {
    if (this.#jumps.length === MOST_JUMPS) this.#jumps.shift();
    this.#jumps.push(sentence);
  }

  lagOf(topic: string, partition: number, lag: number): void {
    this.#lags.set(partitionName(topic, partition), { topic, partition, lag });
  }

  /** Partitions that went to other members are theirs to tell of. */
  keepOnly(assignment: Assignment): void {
    for (const [name, { topic, partition }] of this.#lags) {
      if (assignment[topic]?.includes(partition) === true) continue;
      this.#lags.delete(name);
      this.outages.over(name);
    }
  }

  lags(): readonly PartitionLag[] {
    return [...this.#lags.values()];
  }

  troubles(): readonly ConsumerTrouble[] {
    return [...this.outages.sentences().map((what) => ({ what, serious: true })), ...this.#jumps.map((what) => ({ what, serious: false }))];
  }
}
