import { randomUUID } from 'node:crypto';
import { sourceOf } from '#libs/contracts';
import { communityStream, districtStream } from '#libs/domain';
import { ConcurrencyError, NO_STREAM, type EventStore, type NewEvent } from '#libs/event-sourcing';
import { communities, type CommunityDocument } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import { UsageError } from '../terminal/failures.js';
import { pagesOf } from './pages.js';

/** What named people have decided for a district or one of its communities. */
export interface Decision {
  readonly district: string;
  /** null: for every community that has not decided for itself. */
  readonly community: string | null;
  readonly type: 'profile-adopted.v1' | 'triggers-adopted.v1';
  readonly data: object;
}

const MOST_TRIES = 10;

/** A decision for a community that nobody is in would change nothing and go unnoticed. */
export async function requireCommunity({ models }: Embedded, district: string, community: string): Promise<void> {
  const known = new Set<string>();
  for await (const { body } of pagesOf(models.collection<CommunityDocument>(communities), { index: 'byYear', equals: [district] })) {
    if (body.communityId === community) return;
    known.add(body.communityId);
  }
  const names = [...known].sort().slice(0, 20).join(', ');
  throw new UsageError(`--community ${JSON.stringify(community)} is not in district ${district}: found ${names === '' ? 'none' : names}.`);
}

/** Appends a decision; the latest one stands. @throws ConcurrencyError */
export async function recordDecision({ store, clock }: Embedded, { district, community, type, data }: Decision): Promise<void> {
  const stream = community === null ? districtStream(district) : communityStream(district, community);
  const metadata = { knownAt: clock.now().toISOString(), source: sourceOf(district, 'homeroom') };
  const event: NewEvent = { id: randomUUID(), type, data, metadata };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { outcome } = await store.append({ stream, expectedRevision: await lastRevision(store, stream), events: [event] });
    if (outcome === 'appended') return;
  }
  throw new ConcurrencyError(stream, MOST_TRIES);
}

async function lastRevision(store: EventStore, stream: string): Promise<number> {
  const [last] = await store.readStream(stream, { direction: 'backward', limit: 1 });
  return last?.revision ?? NO_STREAM;
}
