import { randomUUID } from 'node:crypto';
import { sourceOf } from '#libs/contracts';
import { communityStream, districtStream, type CommunityFacts } from '#libs/domain';
import { ConcurrencyError, NO_STREAM, type EventStore, type NewEvent } from '#libs/event-sourcing';
import { communities, type CommunityDocument } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { profileOption, textOption } from '../terminal/values.js';

interface AdoptCommand {
  readonly profile: string;
  readonly community?: string | undefined;
  readonly district?: string | undefined;
  readonly by: string;
  readonly reason: string;
}

type Adopted = CommunityFacts['profile-adopted'];

const MOST_TRIES = 10;

/** Records a decision of named people, and has every student whom it concerns judged by it. */
export async function adoptProfile(terminal: Terminal, command: AdoptCommand): Promise<void> {
  const { community, district: given } = command;
  const { name: profile, version } = profileOption('--profile', command.profile);
  if (community === undefined && given === undefined) {
    throw new UsageError('--community or --district is needed: say who is to be judged by these rules.');
  }
  const adopted: Adopted = { profile, version, by: textOption('--by', command.by), reason: textOption('--reason', command.reason) };
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    if (community !== undefined) await requireCommunity(embedded, district, community);
    await append(embedded, district, community, adopted);
    await bringUpToDate(terminal, embedded);
    const whose = community === undefined ? `district ${district}` : `community ${community}`;
    await terminal.output.write(`${profile} version ${version} is in force for ${whose}.\n`);
  });
}

/** A decision for a community that nobody is in would change nothing and go unnoticed. */
async function requireCommunity({ models }: Embedded, district: string, community: string): Promise<void> {
  const known = new Set<string>();
  for await (const { body } of pagesOf(models.collection<CommunityDocument>(communities), { index: 'byYear', equals: [district] })) {
    if (body.communityId === community) return;
    known.add(body.communityId);
  }
  const names = [...known].sort().slice(0, 20).join(', ');
  throw new UsageError(`--community ${JSON.stringify(community)} is not in district ${district}: found ${names === '' ? 'none' : names}.`);
}

async function append({ store, clock }: Embedded, district: string, community: string | undefined, data: Adopted): Promise<void> {
  const stream = community === undefined ? districtStream(district) : communityStream(district, community);
  const metadata = { knownAt: clock.now().toISOString(), source: sourceOf(district, 'homeroom') };
  const event: NewEvent = { id: randomUUID(), type: 'profile-adopted.v1', data, metadata };
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
