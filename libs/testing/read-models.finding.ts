import { describe, expect, it } from '@jest/globals';
import type { Collection, FindOptions, IndexValue } from '#libs/event-sourcing';
import { created, type OpenReadModels, type Pupil, pupilsOf } from './read-models.sample.js';

export function describeFinding(open: OpenReadModels): void {
  describe('finding', () => {
    it('finds by the exact values of the first fields of an index', async () => {
      const pupils = await withRanks(open, [2, 1, 3]);
      await pupils.write([created('elsewhere', { school: 'south', rank: 1 })]);
      expect(await idsFound(pupils, { equals: ['north'] })).toEqual(['p1', 'p0', 'p2']);
      expect(await idsFound(pupils, { equals: ['north', 1] })).toEqual(['p1']);
      expect(await idsFound(pupils, { equals: ['north', 4] })).toEqual([]);
      expect(await idsFound(pupils, { equals: [] })).toEqual(['p1', 'p0', 'p2', 'elsewhere']);
    });

    it('follows a document to its new values', async () => {
      const pupils = await withRanks(open, [1]);
      await pupils.write([{ id: 'p0', previous: 1, position: 2, body: { school: 'south', rank: 5 } }]);
      expect(await idsFound(pupils, { equals: ['north'] })).toEqual([]);
      expect(await idsFound(pupils, { equals: ['south', 5] })).toEqual(['p0']);
    });

    const mixed = ['b', null, 10, 'B', -1, '😀', '\uffee', 2.5, 'é', 0, ''];
    const inOrder = [null, -1, 0, 2.5, 10, '', 'B', 'b', 'é', '\uffee', '😀'];

    it('puts null first, then numbers, then strings by code point', async () => {
      const pupils = await withRanks(open, mixed);
      const { documents } = await pupils.find({ index: 'byRank', equals: ['north'] });
      expect(documents.map(({ body }) => body.rank)).toEqual(inOrder);
    });

    it('turns the order round', async () => {
      const pupils = await withRanks(open, mixed);
      const { documents } = await pupils.find({ index: 'byRank', equals: ['north'], order: 'descending' });
      expect(documents.map(({ body }) => body.rank)).toEqual(inOrder.toReversed());
    });

    it('finds each of these values, and takes none for another', async () => {
      const pupils = await withRanks(open, mixed);
      for (const rank of mixed) {
        const { documents } = await pupils.find({ index: 'byRank', equals: ['north', rank] });
        expect(documents.map(({ body }) => body.rank)).toEqual([rank]);
      }
      expect(await idsFound(pupils, { equals: ['north', '10'] })).toEqual([]);
    });

    it('takes a field that is missing for null', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write([created('ada', {}), created('bob', { school: null }), created('cid', { school: '' })]);
      const { documents } = await pupils.find({ index: 'bySchool', equals: [null] });
      expect(documents.map(({ id }) => id)).toEqual(['ada', 'bob']);
    });

    it('orders by id where all values are equal', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write(['b', 'a', '😀', 'c', '\uffee'].map((id) => created(id, { school: 'north', rank: 1 })));
      expect(await idsFound(pupils, { equals: ['north', 1] })).toEqual(['a', 'b', 'c', '\uffee', '😀']);
      expect(await idsFound(pupils, { equals: ['north', 1], order: 'descending' })).toEqual(['😀', '\uffee', 'c', 'b', 'a']);
    });

    it.each([0, 1_001, 1.5, NaN])('refuses a limit of %d', async (limit) => {
      const pupils = pupilsOf(await open());
      await expect(idsFound(pupils, { equals: [], limit })).rejects.toThrow(/1 to 1000 documents/);
    });

    it('refuses more values than the index has fields', async () => {
      const pupils = pupilsOf(await open());
      await expect(idsFound(pupils, { equals: ['north', 1, 2] })).rejects.toThrow(/has 2 fields, not 3/);
    });
  });
}

async function withRanks(open: OpenReadModels, ranks: readonly IndexValue[]): Promise<Collection<Pupil>> {
  const pupils = pupilsOf(await open());
  await pupils.write(ranks.map((rank, i) => created(`p${i}`, { school: 'north', rank })));
  return pupils;
}

async function idsFound(pupils: Collection<Pupil>, options: Omit<FindOptions, 'index'>): Promise<string[]> {
  const { documents } = await pupils.find({ index: 'byRank', ...options });
  return documents.map(({ id }) => id);
}
