import { daysBetween } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { careOfStudents, followThrough, type CareDocument, type FollowThroughDocument } from '#libs/views';

/** The median of what was measured; null where there is nothing yet. */
export interface Measured {
  readonly median: number | null;
  /** Of how many alerts. */
  readonly of: number;
}

/** What came of alerts. Alerts of old news and those whose record was wrong are counted, and not measured. */
export interface FollowThrough {
  readonly alerts: number;
  readonly open: number;
  /** Open ones that nobody has in hand. */
  readonly unacknowledged: number;
  /** Open ones that reach no adult. */
  readonly unowned: number;
  readonly silent: number;
  readonly corrected: number;
  /** From the record to the first notice. */
  readonly secondsToNotice: Measured;
  /** From the record until somebody has it in hand. */
  readonly secondsToHand: Measured;
  /** From the day of the alert to that of the first contact with the student while it stood. */
  readonly daysToContact: Measured;
  /** From the day of the alert to that on which the student was back on track. */
  readonly daysToRecovery: Measured;
}

export interface FollowThroughOfGroup extends FollowThrough {
  readonly communityId: string | null;
  /** The trigger. */
  readonly rule: string;
}

export interface FollowThroughOfYear {
  readonly total: FollowThrough;
  /** By community and trigger, sorted. */
  readonly groups: readonly FollowThroughOfGroup[];
}

const PAGE = 1_000;

/** What the alerts of a school year led to. */
export async function readFollowThrough(models: ReadModels, district: string, schoolYear: number): Promise<FollowThroughOfYear> {
  const groups = new Map<string, Tally & { readonly communityId: string | null; readonly rule: string }>();
  const total = new Tally();
  for await (const { followed, daysToContact } of alertsOf(models, district, schoolYear)) {
    const { communityId, rule } = followed;
    const name = JSON.stringify([communityId ?? '', rule]);
    const group = groups.get(name) ?? Object.assign(new Tally(), { communityId, rule });
    groups.set(name, group);
    for (const tally of [total, group]) tally.add(followed, daysToContact);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    total: total.result(),
    groups: sorted.map(([, group]) => ({ communityId: group.communityId, rule: group.rule, ...group.result() })),
  };
}

interface Followed {
  readonly followed: FollowThroughDocument;
  /** null: no contact yet. */
  readonly daysToContact: number | null;
}

async function* alertsOf(models: ReadModels, district: string, schoolYear: number): AsyncGenerator<Followed> {
  const alerts = models.collection<FollowThroughDocument>(followThrough);
  const care = models.collection<CareDocument>(careOfStudents);
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byYear', equals: [district, schoolYear], limit: PAGE, ...(after !== undefined && { after }) };
    const { documents, next } = await alerts.find(query);
    const keys = new Set(documents.flatMap(({ body }) => body.studentKey ?? []));
    const cared = new Map((await care.getMany([...keys])).map(({ id, body }) => [id, body]));
    for (const { body } of documents) yield { followed: body, daysToContact: contactAfter(body, cared.get(body.studentKey ?? '')) };
    after = next;
  }
}

function contactAfter({ asOf, endedAsOf }: FollowThroughDocument, care: CareDocument | undefined): number | null {
  const first = care?.contacts.find(({ date }) => date >= asOf && (endedAsOf === null || date <= endedAsOf));
  return first === undefined ? null : daysBetween(asOf, first.date);
}

/** Adds alerts up. */
class Tally {
  readonly #counts = { alerts: 0, open: 0, unacknowledged: 0, unowned: 0, silent: 0, corrected: 0 };
  readonly #toNotice: number[] = [];
  readonly #toHand: number[] = [];
  readonly #toContact: number[] = [];
  readonly #toRecovery: number[] = [];

  add(followed: FollowThroughDocument, toContact: number | null): void {
    const { ended, silent, isUnowned, isWaiting } = followed;
    const counts = this.#counts;
    counts.alerts += 1;
    if (silent) counts.silent += 1;
    if (ended === 'corrected') counts.corrected += 1;
    if (ended === null) {
      counts.open += 1;
      if (isUnowned) counts.unowned += 1;
      if (isWaiting && !silent) counts.unacknowledged += 1;
    }
    if (!silent && ended !== 'corrected') this.#measure(followed, toContact);
  }

  result(): FollowThrough {
    return {
      ...this.#counts,
      secondsToNotice: measured(this.#toNotice),
      secondsToHand: measured(this.#toHand),
      daysToContact: measured(this.#toContact),
      daysToRecovery: measured(this.#toRecovery),
    };
  }

  #measure({ recordedAt, firstNoticeAt, firstInHandAt, ended, asOf, endedAsOf }: FollowThroughDocument, toContact: number | null): void {
    if (firstNoticeAt !== null) this.#toNotice.push(secondsBetween(recordedAt, firstNoticeAt));
    if (firstInHandAt !== null) this.#toHand.push(secondsBetween(recordedAt, firstInHandAt));
    if (toContact !== null) this.#toContact.push(toContact);
    if (ended === 'recovered' && endedAsOf !== null) this.#toRecovery.push(daysBetween(asOf, endedAsOf));
  }
}

/** Of an even number the middle of the two in the middle. */
function measured(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return { median: low === undefined || high === undefined ? null : (low + high) / 2, of: sorted.length };
}

/** Clocks of several machines may differ a little: never less than nothing. */
function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);
}
