import type { DeadLetter, RefusalReason } from '#libs/contracts';
import { pagingOf, type DeadLetterCount, type DeadLetterPage, type DeadLetterQuery, type StoredDeadLetter } from '../dead-letters.js';
import { mentionsOf } from '../mentions.js';
import type { Person } from '../people.js';
import type { FeedOfRecords, Hours, LetterTally } from '../receipts.js';

interface Kept {
  readonly number: number;
  readonly letter: StoredDeadLetter;
  readonly people: NonNullable<DeadLetter['people']>;
}

/** Of an instant, up to its hour. */
const HOUR_LENGTH = 13;

/** Refused records, in order of arrival. */
export class MemoryDeadLetters {
  readonly #letters = new Map<string, Kept>();
  #arrived = 0;

  add(letters: readonly DeadLetter[]): number {
    const before = this.#letters.size;
    for (const letter of letters) {
      const known = this.#letters.get(letter.id);
      if (known === undefined) this.#letters.set(letter.id, arrived(letter, ++this.#arrived));
      else if (known.letter.retriedAt !== undefined || known.letter.message !== letter.message) {
        this.#letters.set(letter.id, refusedAgain(known, letter));
      }
    }
    return this.#letters.size - before;
  }

  page(query: DeadLetterQuery): DeadLetterPage {
    const { after, limit } = pagingOf(query);
    const found = this.#inOrder().filter(({ number, letter }) => number > after && answers(letter, query));
    const shown = found.slice(0, limit);
    const letters = shown.map(({ letter: { original: _, ...summary } }) => summary);
    return { letters, next: found.length > limit ? String(shown.at(-1)?.number) : null };
  }

  get(id: string): StoredDeadLetter | null {
    return this.#letters.get(id)?.letter ?? null;
  }

  counts(district: string | undefined): readonly DeadLetterCount[] {
    const counts = new Map<RefusalReason, { waiting: number; retried: number }>();
    for (const { letter } of this.#letters.values()) {
      if (district !== undefined && letter.district !== district) continue;
      const count = counts.get(letter.reason) ?? { waiting: 0, retried: 0 };
      count[letter.retriedAt === undefined ? 'waiting' : 'retried']++;
      counts.set(letter.reason, count);
    }
    return [...counts].map(([reason, count]) => ({ reason, ...count })).sort((a, b) => (a.reason < b.reason ? -1 : 1));
  }

  byFeed(district: string, hours: Hours | undefined): readonly LetterTally[] {
    const tallies = new Map<string, { waiting: number; retried: number }>();
    for (const { letter } of this.#letters.values()) {
      if (letter.district !== district || !isWithin(letter.receivedAt, hours)) continue;
      const feed = feedIn(letter, hours === undefined ? null : letter.receivedAt.slice(0, HOUR_LENGTH));
      const tally = tallies.get(feed) ?? { waiting: 0, retried: 0 };
      tally[letter.retriedAt === undefined ? 'waiting' : 'retried']++;
      tallies.set(feed, tally);
    }
    return [...tallies].map(([feed, tally]) => ({ ...(JSON.parse(feed) as Pick<LetterTally, keyof FeedOfRecords | 'hour'>), ...tally }));
  }

  markRetried(ids: readonly string[], at: string): void {
    for (const id of ids) {
      const kept = this.#letters.get(id);
      if (kept !== undefined) this.#letters.set(id, { ...kept, letter: { ...kept.letter, retriedAt: at } });
    }
  }

  removeOf({ district, kind, id }: Person): number {
    const mentions = mentionsOf(id);
    let removed = 0;
    for (const [letterId, { letter, people }] of this.#letters) {
      if (letter.district !== undefined && letter.district !== district) continue;
      const { original, ...rest } = letter;
      const named = people.some((person) => person.kind === kind && person.id === id);
      if (!named && !mentions(original) && !mentions(Buffer.from(JSON.stringify(rest)))) continue;
      this.#letters.delete(letterId);
      removed++;
    }
    return removed;
  }

  #inOrder(): readonly Kept[] {
    return [...this.#letters.values()].sort((a, b) => a.number - b.number);
  }
}

function isWithin(moment: string, hours: Hours | undefined): boolean {
  return hours === undefined || (hours.from <= moment && moment < hours.before);
}

function feedIn({ schoolId, source, record }: StoredDeadLetter, hour: string | null): string {
  return JSON.stringify({ hour, schoolId: schoolId ?? null, source: source ?? null, record: record ?? null });
}

function arrived({ people = [], ...letter }: DeadLetter, number: number): Kept {
  return { number, letter: { ...letter, original: Uint8Array.from(letter.original) }, people };
}

function refusedAgain({ number, letter, people }: Kept, again: DeadLetter): Kept {
  const { people: named = [], district: _, ...latest } = again;
  const first = {
    receivedAt: letter.receivedAt,
    original: letter.original,
    ...(letter.district !== undefined && { district: letter.district }),
  };
  return { number, letter: { ...latest, ...first }, people: [...people, ...named] };
}

function answers(letter: StoredDeadLetter, { district, reason, retried }: DeadLetterQuery): boolean {
  if (district !== undefined && letter.district !== district) return false;
  if (reason !== undefined && letter.reason !== reason) return false;
  return retried === undefined || (letter.retriedAt !== undefined) === retried;
}
