import type { Collection, ReadModels } from '#libs/event-sourcing';
import { Shard } from '#libs/views';
import { ON_TRACK } from '../on-track/on-track.names.js';

/** Into how many shards the students are divided. */
export interface ShardLayout {
  readonly of: number;
  /** The end of the log when it came into force. */
  readonly since: number;
}

/** As long as nobody has asked for anything else. */
const undivided: ShardLayout = { of: 1, since: 0 };

/** The layout in force, kept beside the documents it is about. */
export class ShardLayouts {
  readonly #collection: Collection<ShardLayout>;

  constructor(models: ReadModels) {
    this.#collection = models.collection<ShardLayout>({ name: 'projections.layout', indexes: {} });
  }

  async inForce(): Promise<ShardLayout> {
    return (await this.#collection.get(ON_TRACK))?.body ?? undivided;
  }

  /** False where another one came into force meanwhile. */
  async replace(before: ShardLayout, layout: ShardLayout): Promise<boolean> {
    const stored = await this.#collection.get(ON_TRACK);
    if ((stored?.body.of ?? undivided.of) !== before.of) return false;
    const position = Math.max(layout.since, (stored?.position ?? 0) + 1);
    const refused = await this.#collection.write([{ id: ON_TRACK, previous: stored?.position ?? null, position, body: layout }]);
    return refused.length === 0;
  }
}

/** Names of the checkpoints, and of the leases, of all who evaluate students. */
export async function onTrackNames(models: ReadModels): Promise<readonly string[]> {
  return Shard.all((await new ShardLayouts(models).inForce()).of).map((shard) => shard.named(ON_TRACK));
}

/** The position up to which all students are evaluated. */
export async function onTrackCheckpoint(models: ReadModels): Promise<number> {
  return Math.min(...(await Promise.all((await onTrackNames(models)).map((name) => models.checkpoint(name)))));
}
