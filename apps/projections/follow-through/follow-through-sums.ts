import {
  AnotherWriterError,
  type Collection,
  type DocumentWrite,
  type EventLog,
  type LogBatch,
  type ReadModels,
} from '#libs/event-sourcing';
import {
  careOfStudents,
  followThrough,
  followThroughSums,
  type CareDocument,
  type FollowThroughDocument,
  type FollowThroughSumDocument,
} from '#libs/views';
import { careProjection } from './care.projection.js';
import { followThroughProjection } from './follow-through.projection.js';
import { FOLLOW_THROUGH, FOLLOW_THROUGH_SUMS } from './follow-through.names.js';
import { FollowThroughTally } from './follow-through-tally.js';

/** Streams of alerts and of contacts. */
export const followThroughPrefixes = [...followThroughProjection.prefixes, ...careProjection.prefixes];

const PAGE = 1_000;

type Group = Pick<FollowThroughDocument, 'district' | 'schoolYear' | 'communityId' | 'part'>;

/**
 * Adds up what alerts came to, by school year and community. A sum is made again from the alerts of its group when one of them has
 * changed, once the reader stands at the end of the log: exact, and no counters that drift.
 */
export class FollowThroughSums {
  readonly #models: ReadModels;
  readonly #alerts: Collection<FollowThroughDocument>;
  readonly #care: Collection<CareDocument>;
  readonly #sums: Collection<FollowThroughSumDocument>;
  readonly #due = new Map<string, Group>();
  #summedTo = 0;

  constructor(models: ReadModels) {
    this.#models = models;
    this.#alerts = models.collection(followThrough);
    this.#care = models.collection(careOfStudents);
    this.#sums = models.collection(followThroughSums);
  }

  /** Makes ready to go on after the checkpoint: what was folded and not added up before the last end is due. */
  async start(log: EventLog): Promise<void> {
    this.#summedTo = await this.#models.checkpoint(FOLLOW_THROUGH_SUMS);
    const upTo = await this.#models.checkpoint(FOLLOW_THROUGH);
    if (upTo <= this.#summedTo) return;
    for await (const batch of log.read({ after: this.#summedTo, upTo, prefixes: followThroughPrefixes })) await this.#touch(batch);
  }

  /** Notes whose sums change by a batch that is folded, and makes them again at the end of the log. */
  async handle(batch: LogBatch): Promise<void> {
    await this.#touch(batch);
    if (batch.caughtUp && this.#due.size > 0) await this.#write(batch.position);
  }

  async #touch({ events }: Pick<LogBatch, 'events'>): Promise<void> {
    const alerts = new Set(events.flatMap((event) => followThroughProjection.idOf(event) ?? []));
    const students = new Set(events.flatMap((event) => careProjection.idOf(event) ?? []));
    for (const { body } of await this.#alerts.getMany([...alerts])) this.#note(body);
    for (const { body } of await this.#care.getMany([...students])) {
      for await (const alert of this.#find('byStudent', [body.district, body.key])) this.#note(alert);
    }
  }

  #note({ district, schoolYear, communityId, part }: Group): void {
    const group = { district, schoolYear, communityId, part };
    this.#due.set(idOf(group), group);
  }

  async #write(position: number): Promise<void> {
    const groups = [...this.#due];
    for (let from = 0; from < groups.length; from += PAGE) await this.#writeSome(groups.slice(from, from + PAGE), position);
    await this.#models.advance(FOLLOW_THROUGH_SUMS, this.#summedTo, position);
    this.#summedTo = position;
    this.#due.clear();
  }

  async #writeSome(groups: readonly (readonly [string, Group])[], position: number): Promise<void> {
    const stored = await this.#sums.getManyWithRemoved(groups.map(([id]) => id));
    const positions = new Map(stored.map((document) => [document.id, document.position]));
    const writes: DocumentWrite<FollowThroughSumDocument>[] = [];
    for (const [id, group] of groups) {
      const previous = positions.get(id) ?? null;
      writes.push({ id, previous, position: Math.max(position, previous ?? 0), body: await this.#sumOf(group) });
    }
    const [refused] = await this.#sums.write(writes);
    if (refused !== undefined) throw new AnotherWriterError(FOLLOW_THROUGH_SUMS, `${refused} was added up meanwhile`);
  }

  async #sumOf({ district, schoolYear, communityId, part }: Group): Promise<FollowThroughSumDocument> {
    const alerts: FollowThroughDocument[] = [];
    for await (const alert of this.#find('byGroup', [district, schoolYear, communityId, part])) alerts.push(alert);
    const care = await this.#careOf(alerts);
    const tallies = new Map<string, FollowThroughTally>();
    for (const alert of alerts) {
      const tally = tallies.get(alert.rule) ?? new FollowThroughTally();
      tallies.set(alert.rule, tally);
      tally.add(alert, care.get(alert.studentKey ?? ''));
    }
    const rules = [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, tally]) => tally.result(rule));
    return { district, schoolYear, communityId, rules };
  }

  async #careOf(alerts: readonly FollowThroughDocument[]): Promise<ReadonlyMap<string, CareDocument>> {
    const keys = [...new Set(alerts.flatMap(({ studentKey }) => studentKey ?? []))];
    const care = new Map<string, CareDocument>();
    for (let from = 0; from < keys.length; from += PAGE) {
      for (const { id, body } of await this.#care.getMany(keys.slice(from, from + PAGE))) care.set(id, body);
    }
    return care;
  }

  async *#find(index: string, equals: readonly (string | number | null)[]): AsyncGenerator<FollowThroughDocument> {
    for (let after: string | null | undefined; after !== null;) {
      const page = await this.#alerts.find({ index, equals, limit: PAGE, ...(after !== undefined && { after }) });
      for (const { body } of page.documents) yield body;
      after = page.next;
    }
  }
}

function idOf({ district, schoolYear, communityId, part }: Group): string {
  return JSON.stringify([district, schoolYear, communityId, part]);
}
