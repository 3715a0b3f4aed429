import { daysBetween } from '#libs/domain';
import type { CareDocument, FollowThroughDocument, FollowThroughOfRule } from '#libs/views';

/** Adds up what the alerts of one trigger came to. */
export class FollowThroughTally {
  readonly #counts = { alerts: 0, open: 0, unacknowledged: 0, unowned: 0, silent: 0, corrected: 0 };
  readonly #toNotice: number[] = [];
  readonly #toHand: number[] = [];
  readonly #toContact: number[] = [];
  readonly #toRecovery: number[] = [];

  /** @param care the contacts with the student; undefined where there are none. */
  add(followed: FollowThroughDocument, care: CareDocument | undefined): void {
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
    if (!silent && ended !== 'corrected') this.#measure(followed, contactAfter(followed, care));
  }

  result(rule: string): FollowThroughOfRule {
    return {
      rule,
      ...this.#counts,
      secondsToNotice: ascending(this.#toNotice),
      secondsToHand: ascending(this.#toHand),
      daysToContact: ascending(this.#toContact),
      daysToRecovery: ascending(this.#toRecovery),
    };
  }

  #measure({ recordedAt, firstNoticeAt, firstInHandAt, ended, asOf, endedAsOf }: FollowThroughDocument, toContact: number | null): void {
    if (firstNoticeAt !== null) this.#toNotice.push(secondsBetween(recordedAt, firstNoticeAt));
    if (firstInHandAt !== null) this.#toHand.push(secondsBetween(recordedAt, firstInHandAt));
    if (toContact !== null) this.#toContact.push(toContact);
    if (ended === 'recovered' && endedAsOf !== null) this.#toRecovery.push(daysBetween(asOf, endedAsOf));
  }
}

/** Days from the alert to the first contact while it stood; null: no contact yet. */
function contactAfter({ asOf, endedAsOf }: FollowThroughDocument, care: CareDocument | undefined): number | null {
  const first = care?.contacts.find(({ date }) => date >= asOf && (endedAsOf === null || date <= endedAsOf));
  return first === undefined ? null : daysBetween(asOf, first.date);
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

/** Clocks of several machines may differ a little: never less than nothing. */
function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);
}
