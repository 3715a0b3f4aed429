import { describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '#libs/contracts';
import { InvalidQueryError } from '#libs/directory';
import type { OpenDirectory } from './directory.harness.js';

export function deadLetter(id: string, changes: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id,
    district: 'd1',
    origin: { kind: 'file', file: 'events.ndjson', line: 7 },
    reason: 'schema-violation',
    message: 'data.date is missing: expected a string.',
    path: 'data.date',
    found: 'nothing',
    receivedAt: '2025-09-01T12:00:00Z',
    original: Buffer.from(`{"id":"${id}"}`),
    ...changes,
  };
}

const LATER = '2025-09-02T12:00:00Z';

export function describeDeadLetters(open: OpenDirectory): void {
  describe('dead letters', () => {
    it('are kept as they came, once', async () => {
      const directory = await open();
      const letter = deadLetter('a', { original: Uint8Array.of(0, 255, 10), headers: { 'ce-id': 'x' } });
      expect(await directory.addDeadLetters([letter, deadLetter('b'), letter])).toBe(2);
      expect(await directory.addDeadLetters([{ ...letter, receivedAt: LATER }])).toBe(0);
      const kept = await (await open()).deadLetter('a');
      expect(Buffer.from(kept?.original ?? []).toString('hex')).toBe('00ff0a');
      expect({ ...kept, original: letter.original }).toEqual(letter);
      expect(await directory.deadLetter('c')).toBeNull();
    });

    it('are listed without the original in order of arrival, page by page', async () => {
      const directory = await open();
      await directory.addDeadLetters(Array.from({ length: 7 }, (_, index) => deadLetter(`l${index}`)));
      const pages: string[][] = [];
      for (let after: string | null = '0'; after !== null;) {
        const page = await directory.deadLetters({ after, limit: 3 });
        pages.push(page.letters.map(({ id }) => id));
        after = page.next;
      }
      expect(pages).toEqual([['l0', 'l1', 'l2'], ['l3', 'l4', 'l5'], ['l6']]);
      const [first] = (await directory.deadLetters()).letters;
      const { original: _, ...summary } = deadLetter('l0');
      expect(first).toEqual(summary);
    });

    it('end their list where the last page is just full', async () => {
      const directory = await open();
      await directory.addDeadLetters([deadLetter('a'), deadLetter('b')]);
      expect((await directory.deadLetters({ limit: 2 })).next).toBeNull();
    });

    it('are found by district, reason and whether they wait', async () => {
      const directory = await open();
      const { district: _, ...unread } = deadLetter('c', { reason: 'unparseable' });
      await directory.addDeadLetters([
        deadLetter('a'),
        deadLetter('b', { district: 'd2' }),
        unread,
        deadLetter('d', { reason: 'too-large' }),
      ]);
      await directory.markRetried(['a', 'nobody'], LATER);
      const idsOf = async (query: Parameters<typeof directory.deadLetters>[0]): Promise<string[]> =>
        (await directory.deadLetters(query)).letters.map(({ id }) => id);
      expect(await idsOf({ district: 'd1' })).toEqual(['a', 'd']);
      expect(await idsOf({ reason: 'unparseable' })).toEqual(['c']);
      expect(await idsOf({ district: 'd1', retried: false })).toEqual(['d']);
      expect(await idsOf({ retried: true })).toEqual(['a']);
      expect(await directory.countDeadLetters()).toEqual([
        { reason: 'schema-violation', waiting: 1, retried: 1 },
        { reason: 'too-large', waiting: 1, retried: 0 },
        { reason: 'unparseable', waiting: 1, retried: 0 },
      ]);
      expect(await directory.countDeadLetters('d2')).toEqual([{ reason: 'schema-violation', waiting: 1, retried: 0 }]);
    });

    it('wait again, under their latest reason, where the same record is refused again', async () => {
      const directory = await open();
      await directory.addDeadLetters([deadLetter('a')]);
      await directory.markRetried(['a'], LATER);
      expect((await directory.deadLetter('a'))?.retriedAt).toBe(LATER);
      expect(
        await directory.addDeadLetters([deadLetter('a', { reason: 'unknown-type', message: 'Now the type.', receivedAt: LATER })]),
      ).toBe(0);
      const letter = await directory.deadLetter('a');
      expect(letter).toMatchObject({ reason: 'unknown-type', message: 'Now the type.', receivedAt: '2025-09-01T12:00:00Z' });
      expect(letter).not.toHaveProperty('retriedAt');
      await directory.addDeadLetters([deadLetter('a')]);
      expect((await directory.deadLetter('a'))?.reason).toBe('schema-violation');
    });

    it.each([{ limit: 0 }, { limit: 1_001 }, { limit: 1.5 }, { after: 'x' }])('refuse to be listed by %j', async (query) => {
      await expect((await open()).deadLetters(query)).rejects.toThrow(InvalidQueryError);
    });
  });
}
