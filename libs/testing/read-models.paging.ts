import { describe, expect, it } from '@jest/globals';
import { type Collection, type FindOptions, InvalidCursorError } from '#libs/event-sourcing';
import { created, type OpenReadModels, type Pupil, pupilsOf } from './read-models.sample.js';

const QUERY = { index: 'byRank', equals: ['north'], limit: 4 } as const;

export function describePaging(open: OpenReadModels): void {
  describe('paging', () => {
    it.each(['ascending', 'descending'] as const)('answers every document once, in %s order', async (order) => {
      const pupils = await withPupils(open, 23);
      const whole = await pupils.find({ ...QUERY, limit: 1_000, order });
      expect(whole.next).toBeNull();
      expect(whole.documents).toHaveLength(23);
      expect(await idsOfAllPages(pupils, { ...QUERY, order })).toEqual(whole.documents.map(({ id }) => id));
    });

    it('ends without a further page where the last one is just full', async () => {
      const pupils = await withPupils(open, 8);
      const first = await pupils.find(QUERY);
      const second = await pupils.find({ ...QUERY, after: first.next ?? '' });
      expect([second.documents.length, second.next]).toEqual([4, null]);
    });

    it('has pages of 100 unless told otherwise', async () => {
      const pupils = await withPupils(open, 101);
      expect((await pupils.find({ index: 'bySchool', equals: ['north'] })).documents).toHaveLength(100);
    });

    it('neither repeats nor leaves out a document while others come and go', async () => {
      const pupils = await withPupils(open, 12);
      const before = await idsOfAllPages(pupils, QUERY);
      const first = await pupils.find(QUERY);
      const last = first.documents.at(-1)?.id ?? '';
      await pupils.write([created('before', { school: 'north', rank: null }), created('behind', { school: 'north', rank: '😀😀' })]);
      await pupils.write([{ id: last, previous: 1, position: 2, body: null }]);
      expect(await idsOfAllPages(pupils, { ...QUERY, after: first.next ?? '' })).toEqual([...before.slice(4), 'behind']);
    });

    it('can be gone on with by another instance', async () => {
      const pupils = await withPupils(open, 8);
      const whole = await idsOfAllPages(pupils, QUERY);
      const { next } = await pupils.find(QUERY);
      const elsewhere = pupilsOf(await open());
      expect(await idsOfAllPages(elsewhere, { ...QUERY, after: next ?? '' })).toEqual(whole.slice(4));
    });

    it.each<[string, Partial<FindOptions>]>([
      ['that is invented', { after: 'nonsense' }],
      ['that is too long', { after: 'x'.repeat(100_000) }],
      ['of another order', { order: 'descending' }],
      ['of another value', { equals: ['south'] }],
      ['of another index', { index: 'bySchool' }],
    ])('refuses a cursor %s', async (_, change) => {
      const pupils = await withPupils(open, 8);
      const { next } = await pupils.find(QUERY);
      await expect(pupils.find({ ...QUERY, after: next ?? '', ...change })).rejects.toThrow(InvalidCursorError);
    });
  });
}

/** Ranks of every kind, several pupils on each. */
async function withPupils(open: OpenReadModels, count: number): Promise<Collection<Pupil>> {
  const ranks = [null, 3, 'b', 0.1, 'é😀'];
  const pupils = pupilsOf(await open());
  await pupils.write(Array.from({ length: count }, (_, i) => created(`p${i}`, { school: 'north', rank: ranks[i % 5] ?? null })));
  return pupils;
}

async function idsOfAllPages(pupils: Collection<Pupil>, options: FindOptions): Promise<string[]> {
  const page = await pupils.find(options);
  const ids = page.documents.map(({ id }) => id);
  return page.next === null ? ids : [...ids, ...(await idsOfAllPages(pupils, { ...options, after: page.next }))];
}
