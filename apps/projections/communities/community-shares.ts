import type { Collection, CollectionDefinition, DocumentWrite, ReadModels, StoredDocument } from '#libs/event-sourcing';
import { addCounts, addDailyCounts, communities, noCounts, type CommunityDocument, type StatusCounts, Shard } from '#libs/views';
import type { ShardLayout } from '../shards/shard-layout.js';
import { COMMUNITIES } from './community.names.js';

/** What each shard's own students come to, by the id of the community and the shard. */
export const communityShares: CollectionDefinition = { ...communities, name: 'communities.shares' };

const MOST_TRIES = 100;

/**
 * Adds the shards' shares of a community up. Everything in a summary is a sum over students, so the sum of the shares is exact.
 * Whoever has written a share adds up all of them; of several who do so at once the last one has seen every share.
 */
export class CommunityShares {
  readonly #shares: Collection<CommunityDocument>;
  readonly #sums: Collection<CommunityDocument>;
  readonly #models: ReadModels;
  readonly #layout: ShardLayout;
  /** Every shard has written its shares: before, a sum would miss students. */
  #complete = false;

  constructor(models: ReadModels, layout: ShardLayout) {
    this.#shares = models.collection<CommunityDocument>(communityShares);
    this.#sums = models.collection<CommunityDocument>(communities);
    this.#models = models;
    this.#layout = layout;
  }

  /** @param ids communities whose share was written; the first time all are added up, for others may have waited for this shard. */
  async addUp(ids: readonly string[], position: number): Promise<void> {
    if (this.#complete) return this.#addUp(ids, position);
    const shards = Shard.all(this.#layout.of);
    const summedUp = await Promise.all(shards.map((shard) => this.#models.checkpoint(shard.named(COMMUNITIES))));
    if (summedUp.some((checkpoint) => checkpoint < this.#layout.since)) return;
    this.#complete = true;
    const all = new Set<string>();
    for await (const { id } of this.#shares.all()) all.add(id.replace(/@\d+\/\d+$/, ''));
    await this.#addUp([...all], position);
  }

  async #addUp(ids: readonly string[], position: number): Promise<void> {
    let open = ids;
    for (let tries = 1; open.length > 0; tries++) {
      if (tries > MOST_TRIES) throw new Error(`${open.length} communities were written by others at each of ${MOST_TRIES} tries.`);
      open = await this.#tryOnce(open, position);
    }
  }

  /** The stored sums are read before the shares: whoever wrote a sum since then makes this one be made again. */
  async #tryOnce(ids: readonly string[], position: number): Promise<readonly string[]> {
    const stored = byId(await this.#sums.getManyWithRemoved(ids));
    const shards = Shard.all(this.#layout.of);
    const shares = byId(await this.#shares.getMany(ids.flatMap((id) => shards.map((shard) => shard.named(id)))));
    const writes = ids.flatMap((id): DocumentWrite<CommunityDocument>[] => {
      const before = stored.get(id);
      const own = shards.flatMap((shard) => shares.get(shard.named(id))?.body ?? []);
      if (new Set(own.map(({ asOf }) => asOf)).size > 1) return [];
      const body = sumOf(own);
      if (JSON.stringify(body) === JSON.stringify(before?.body ?? null)) return [];
      const previous = before?.position ?? null;
      return [{ id, previous, position: Math.max(position, (previous ?? 0) + 1), body }];
    });
    return this.#sums.write(writes);
  }
}

function byId<T>(documents: readonly StoredDocument<T>[]): Map<string, StoredDocument<T>> {
  return new Map(documents.map((document) => [document.id, document]));
}

/** Of shares for the same day; null where there is none. */
function sumOf(shares: readonly CommunityDocument[]): CommunityDocument | null {
  const [first] = shares;
  if (first === undefined) return null;
  return {
    ...first,
    schoolId: shares.find(({ schoolId }) => schoolId !== null)?.schoolId ?? null,
    size: shares.reduce((sum, { size }) => sum + size, 0),
    counts: shares.reduce((sum, { counts }) => addCounts(sum, counts), noCounts),
    milestones: milestonesOf(shares),
    quarantined: shares.reduce((sum, { quarantined }) => sum + quarantined, 0),
    dailyCounts: addDailyCounts(shares.flatMap(({ dailyCounts }) => dailyCounts ?? [])),
  };
}

function milestonesOf(shares: readonly CommunityDocument[]): CommunityDocument['milestones'] {
  const sums = new Map<string, StatusCounts>();
  for (const { milestones } of shares) {
    for (const [name, counts] of Object.entries(milestones)) sums.set(name, addCounts(sums.get(name) ?? noCounts, counts));
  }
  return Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
