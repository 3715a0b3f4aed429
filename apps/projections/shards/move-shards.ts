import type { EventLog, ReadModels } from '#libs/event-sourcing';
import { pause } from '#libs/service';
import { HeldLeases, LEASE_MS, WorkTakenError } from '#libs/workers';
import { Shard } from '#libs/views';
import { ON_TRACK } from '../on-track/on-track.names.js';
import { ShardLayouts, type ShardLayout } from './shard-layout.js';

export interface MoveParts {
  readonly log: EventLog;
  readonly models: ReadModels;
}

export interface MovePatience {
  /** How long is waited for those of the other layout to end; default twice the time of a lease. */
  readonly patienceMs?: number;
  readonly pollMs?: number;
  /** Ends the waiting; the layout is then left as it is. */
  readonly signal?: AbortSignal;
}

/**
 * Brings the layout of a shard into force where another one is, once nobody works under that one any more. No document is touched:
 * each new shard goes on where the last of those it takes over from stood, and what others had folded already is skipped.
 * @throws WorkTakenError while shards of the other layout are at work.
 */
export async function bringIntoForce(parts: MoveParts, shard: Shard, patience: MovePatience = {}): Promise<ShardLayout> {
  const { patienceMs = 2 * LEASE_MS, pollMs = 250, signal } = patience;
  const layouts = new ShardLayouts(parts.models);
  for (let waited = 0; ; waited += pollMs) {
    const layout = await layouts.inForce();
    if (layout.of === shard.of || signal?.aborted === true) return layout;
    const heldBy = await moveTo(shard.of, layout, parts);
    if (heldBy === null) continue;
    if (waited > patienceMs) throw stillAtWork(layout, shard, heldBy);
    await pause(pollMs, signal);
  }
}

/** @returns who works under the layout that is left; null where nobody does. */
async function moveTo(of: number, before: ShardLayout, { log, models }: MoveParts): Promise<string | null> {
  const former = Shard.all(before.of);
  const names = former.map((shard) => shard.named(ON_TRACK));
  const leases = new HeldLeases(names, models);
  if (!(await leases.acquire())) return leases.heldBy;
  try {
    for (const shard of Shard.all(of)) await takeOver(shard, former, models);
    await new ShardLayouts(models).replace(before, { of, since: await log.head() });
    return null;
  } finally {
    await leases.release();
  }
}

/** A shard that was in force before goes on from its own checkpoint where that is further on: those documents have not gone back. */
async function takeOver(shard: Shard, former: readonly Shard[], models: ReadModels): Promise<void> {
  const positions = former.filter((other) => other.overlaps(shard)).map((other) => models.checkpoint(other.named(ON_TRACK)));
  const position = Math.min(...(await Promise.all(positions)));
  const own = await models.checkpoint(shard.named(ON_TRACK));
  if (position > own) await models.advance(shard.named(ON_TRACK), own, position);
}

function stillAtWork(layout: ShardLayout, shard: Shard, heldBy: string): WorkTakenError {
  return new WorkTakenError(
    `PROJECTION_SHARD: found ${shard.index}/${shard.of}, but the students are divided into ${layout.of} and ${heldBy} works on a part: ` +
      `stop those processes first, or use k/${layout.of}.`,
  );
}
