/** Members of a group by topic, as a join tells them. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

export function partitionName(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

/**
 * What one join of the group gave to this consumer, and how far each partition is taken in. The driver delivers messages that were
 * fetched before a partition went to another member, or before it was set back: they are told by this.
 */
export class AssignedPartitions {
  readonly assignment: Assignment;
  readonly #next = new Map<string, bigint>();
  readonly #ready = Promise.withResolvers<void>();
  #revoked: unknown = null;

  constructor(assignment: Assignment) {
    this.assignment = assignment;
    // Whoever needs the positions waits for them and gets the error.
    this.#ready.promise.catch(() => undefined);
  }

  /** Resolves when it is known where each partition goes on. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Tells where the partitions go on. */
  begin(positions: Iterable<readonly [partition: string, next: bigint]>): void {
    for (const [partition, next] of positions) this.#next.set(partition, next);
    this.#ready.resolve();
  }

  cannotBegin(reason: unknown): void {
    this.#ready.reject(reason);
  }

  has(topic: string, partition: number): boolean {
    return this.assignment[topic]?.includes(partition) ?? false;
  }

  /** The next offset that is to be taken in. */
  next(topic: string, partition: number): bigint | undefined {
    return this.#next.get(partitionName(topic, partition));
  }

  reached(topic: string, partition: number, next: bigint): void {
    this.#next.set(partitionName(topic, partition), next);
  }

  positions(): ReadonlyMap<string, bigint> {
    return this.#next;
  }

  /** The group is shared out anew, or this member is out of it: nothing more is begun. @param reason what the driver needs to see. */
  revoke(reason: unknown): void {
    this.#revoked ??= reason;
  }

  /** @throws what `revoke` was given. */
  throwIfRevoked(): void {
    if (this.#revoked !== null) throw this.#revoked;
  }
}
