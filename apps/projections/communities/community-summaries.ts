import { liveAsOf, schoolYearOf } from '#libs/domain';
import type { Collection, DocumentWrite, ReadModels } from '#libs/event-sourcing';
import type { StudentEntry } from '../on-track/student-entry.js';
import { type ReferenceChange, type ReferenceState, wholeShard, type Shard } from '#libs/views';
import { communities, type CommunityDocument } from '#libs/views';
import { communityShares, type CommunityShares } from './community-shares.js';
import { summarize, type Member } from './community-summary.js';
import { COMMUNITIES } from './community.names.js';

/** A shard sums up its own students; all shards' shares are then added up. */
export interface ShareOfCommunities {
  readonly shard: Shard;
  readonly shares: CommunityShares;
}

/** Finds students of a year as they are stored. @param communities those whose members are asked for; null: everybody's. */
type MembersOfYear = (district: string, year: number, communities: ReadonlySet<string> | null) => Promise<Iterable<Member>>;

/**
 * Which communities must be summed up again. A summary is written when the reader stands at the end of the log,
 * so that a long import does not sum up the same community again and again.
 */
export class CommunitySummaries {
  readonly #collection: Collection<CommunityDocument>;
  readonly #models: ReadModels;
  readonly #reference: ReferenceState;
  readonly #shard: Shard;
  readonly #shares: CommunityShares | null;
  /** District and year to the communities to sum up; null stands for all of them. */
  readonly #due = new Map<string, { readonly district: string; readonly year: number; ids: Set<string> | null }>();

  /** @param share null where one process has all students. */
  constructor(models: ReadModels, reference: ReferenceState, share: ShareOfCommunities | null = null) {
    this.#collection = models.collection<CommunityDocument>(share === null ? communities : communityShares);
    this.#shard = share?.shard ?? wholeShard;
    this.#shares = share?.shares ?? null;
    this.#models = models;
    this.#reference = reference;
  }

  /** When the last end came between the students' documents and the summaries, all of them are due. */
  async start(position: number): Promise<void> {
    if ((await this.#models.checkpoint(this.#shard.named(COMMUNITIES))) === position) return;
    for (const district of this.#reference.districts()) {
      for (const year of this.#reference.yearsOf(district)) this.#all(district, year);
    }
  }

  /** Notes what a reference event changes. */
  touch(change: ReferenceChange): void {
    if (change.kind === 'day') {
      // The year that ends is summed up once more, as of its last day.
      if (change.previous !== null) this.#all(change.district, schoolYearOf(change.previous));
      this.#all(change.district, schoolYearOf(change.date));
    }
    if (change.kind === 'community') this.#one(change.district, change.year, change.community);
  }

  /** Notes a changed student: the community it is in and the one it was in. */
  touchStudent(entry: StudentEntry): void {
    const home = entry.row?.communityId ?? null;
    const before = entry.countedIn;
    entry.countedIn = home;
    if (home !== null) this.#one(entry.district, entry.year, home);
    if (before !== null && before !== home) this.#one(entry.district, entry.year, before);
    if (before === null) this.#formerHomes(entry);
  }

  /** Sums up and writes what is due. */
  async write(position: number, membersOf: MembersOfYear): Promise<void> {
    const written: string[] = [];
    for (const { district, year, ids } of this.#due.values()) {
      const today = this.#reference.dayOf(district);
      if (today === null) continue;
      const members = byCommunity(await membersOf(district, year, ids));
      const wanted = ids ?? (await this.#known(district, year, members.keys()));
      const asOf = liveAsOf(today, year);
      const days = this.#reference.daysOf(district).filter((day) => day <= asOf && schoolYearOf(day) === year);
      const summaries = [...wanted].map((communityId): readonly [string, CommunityDocument | null] => {
        const definition = this.#reference.definitionOf(district, communityId, year);
        const students = members.get(communityId) ?? [];
        const exists = definition !== null || students.length > 0;
        const facts = { district, communityId, year, definition, asOf, days };
        return [`${district}/${communityId}/${year}`, exists ? summarize(facts, students) : null];
      });
      await this.#store(summaries, position);
      written.push(...summaries.map(([id]) => id));
    }
    this.#due.clear();
    const name = this.#shard.named(COMMUNITIES);
    await this.#models.advance(name, await this.#models.checkpoint(name), position);
    await this.#shares?.addUp(written, position);
  }

  /** Communities that are joined, defined or stored. */
  async #known(district: string, year: number, joined: Iterable<string>): Promise<Set<string>> {
    const stored = await this.#collection.find({ index: 'byYear', equals: [district, year], limit: 1000 });
    const storedIds = stored.documents.map(({ body }) => body.communityId);
    return new Set([...joined, ...this.#reference.communitiesOf(district, year), ...storedIds]);
  }

  async #store(summaries: readonly (readonly [string, CommunityDocument | null])[], position: number): Promise<void> {
    const own = summaries.map(([id, body]) => [this.#shard.named(id), body] as const);
    const documents = await this.#collection.getManyWithRemoved(own.map(([id]) => id));
    const stored = new Map(documents.map((document) => [document.id, document.position]));
    const writes = own
      .filter(([id, body]) => body !== null || stored.has(id))
      .map(([id, body]): DocumentWrite<CommunityDocument> => ({
        id,
        previous: stored.get(id) ?? null,
        position: Math.max(position, stored.get(id) ?? 0),
        body,
      }));
    const refused = await this.#collection.write(writes);
    if (refused.length > 0)
      throw new Error(`Another process writes the communities' documents (${refused.length} were changed meanwhile).`);
  }

  /** A student met for the first time, or again, may have moved before: its earlier homes are summed up too. */
  #formerHomes(entry: StudentEntry): void {
    for (const { communityId } of entry.state.roster.joined) this.#one(entry.district, entry.year, communityId);
  }

  #one(district: string, year: number, community: string): void {
    const due = this.#dueOf(district, year);
    due.ids?.add(community);
  }

  #all(district: string, year: number): void {
    this.#dueOf(district, year).ids = null;
  }

  #dueOf(district: string, year: number): { ids: Set<string> | null } {
    const key = `${district}/${year}`;
    let due = this.#due.get(key);
    if (due === undefined) {
      due = { district, year, ids: new Set() };
      this.#due.set(key, due);
    }
    return due;
  }
}

function byCommunity(students: Iterable<Member>): Map<string, Member[]> {
  const members = new Map<string, Member[]>();
  for (const student of students) {
    const community = student.row?.communityId ?? null;
    if (community === null) continue;
    const others = members.get(community);
    if (others === undefined) members.set(community, [student]);
    else others.push(student);
  }
  return members;
}
