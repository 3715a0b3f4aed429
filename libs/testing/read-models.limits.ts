import { describe, expect, it } from '@jest/globals';
import { created, type OpenReadModels, PUPILS, type Pupil, pupilsOf } from './read-models.sample.js';

export function describeLimits(open: OpenReadModels): void {
  describe('limits of documents', () => {
    it('refuses a body over 4 MiB, counted in bytes, and stores nothing of that call', async () => {
      const pupils = pupilsOf(await open());
      const megabytes = (n: number): string => 'é'.repeat((n * 1024 * 1024) / 2);
      await expect(pupils.write([created('ada', {}), created('bob', { name: megabytes(4) })])).rejects.toThrow(
        /Document bob of pupils has/,
      );
      expect(await pupils.count()).toBe(0);
      expect(await pupils.write([created('ada', { name: megabytes(3) })])).toEqual([]);
    });

    it.each<[string, Partial<{ id: string; position: number; body: unknown }>, RegExp]>([
      ['an empty id', { id: '' }, /1 to 1000 characters/],
      ['an id over 1,000 characters', { id: 'x'.repeat(1_001) }, /1 to 1000 characters/],
      ['half a surrogate pair in an id', { id: 'a\ud800' }, /surrogate/],
      ['a broken position', { position: 1.5 }, /whole number/],
      ['a body that is a list', { body: [] }, /JSON object/],
      ['an indexed field that is no number, string or null', { body: { school: true } }, /indexed field school/],
      ['an indexed field that is not finite', { body: { rank: Infinity } }, /indexed field rank/],
      ['an indexed field over 1,000 characters', { body: { school: 'x'.repeat(1_001) } }, /indexed field school/],
    ])('refuses %s', async (_, part, message) => {
      const pupils = pupilsOf(await open());
      await expect(pupils.write([{ ...created('ada', {}), ...part } as never])).rejects.toThrow(message);
      expect(await pupils.count()).toBe(0);
    });

    it('refuses more than 10,000 documents in a call', async () => {
      const pupils = pupilsOf(await open());
      const ids = Array.from({ length: 10_001 }, (_, i) => `p${i}`);
      await expect(pupils.getMany(ids)).rejects.toThrow(/at most 10000/);
      await expect(pupils.getManyWithRemoved(ids)).rejects.toThrow(/at most 10000/);
      await expect(pupils.write(ids.map((id) => created(id, {})))).rejects.toThrow(/at most 10000/);
    });
  });

  describe('definitions', () => {
    it('finds what was there before by an index that was added, and no more by one that was dropped', async () => {
      const first = await open();
      await first
        .collection<Pupil>({ name: 'pupils', indexes: { bySchool: ['school'] } })
        .write([created('ada', { school: 'north', rank: 0.1, name: 'Ada' }), created('bob', { school: 'south', name: 'Bob' })]);
      const pupils = (await open()).collection<Pupil>({ name: 'pupils', indexes: { byName: ['name'], byRank: ['rank'] } });
      expect((await pupils.find({ index: 'byName', equals: ['Bob'] })).documents.map(({ id }) => id)).toEqual(['bob']);
      expect((await pupils.find({ index: 'byRank', equals: [0.1] })).documents.map(({ id }) => id)).toEqual(['ada']);
      expect((await pupils.find({ index: 'byRank', equals: [null] })).documents.map(({ id }) => id)).toEqual(['bob']);
      await expect(pupils.find({ index: 'bySchool', equals: [] })).rejects.toThrow(/no index bySchool; it has: byName, byRank/);
      expect(await pupils.get('ada')).toEqual({ id: 'ada', position: 1, body: { school: 'north', rank: 0.1, name: 'Ada' } });
    });

    it('refuses writes by a program whose definition another one has replaced', async () => {
      const old = pupilsOf(await open());
      await old.count();
      await (await open()).collection<Pupil>({ name: 'pupils', indexes: {} }).count();
      await expect(old.write([created('ada', {})])).rejects.toThrow(/has changed the indexes of collection pupils/);
    });

    it('keeps collections apart', async () => {
      const models = await open();
      await pupilsOf(models).write([created('ada', {})]);
      const others = models.collection<Pupil>({ ...PUPILS, name: 'pupils-2' });
      expect(await others.get('ada')).toBeNull();
    });

    it.each([
      [{ name: 'Pupils', indexes: {} }, /no name of a collection/],
      [{ name: 'pupils', indexes: { none: [] } }, /1 to 8 different fields/],
      [{ name: 'pupils', indexes: { twice: ['a', 'a'] } }, /1 to 8 different fields/],
      [{ name: 'pupils', indexes: { quoted: ['a"b'] } }, /letters and digits/],
    ])('refuses the definition %j', async (definition, message) => {
      const models = await open();
      expect(() => models.collection(definition)).toThrow(message);
    });
  });
}
