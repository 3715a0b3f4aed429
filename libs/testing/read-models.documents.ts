import { describe, expect, it } from '@jest/globals';
import { created, type OpenReadModels, PUPILS, type Pupil, pupilsOf } from './read-models.sample.js';

export function describeDocuments(open: OpenReadModels): void {
  describe('documents', () => {
    it('answers what was written, with the position of its last event', async () => {
      const pupils = pupilsOf(await open());
      expect(await pupils.write([created('ada', { school: 'north', marks: [1, 2] }, 7)])).toEqual([]);
      expect(await pupils.get('ada')).toEqual({ id: 'ada', position: 7, body: { school: 'north', marks: [1, 2] } });
      expect(await pupils.get('bob')).toBeNull();
      expect(await pupils.count()).toBe(1);
    });

    it('answers many at once, each once and in the order asked for, without those that are missing', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write([created('ada', { name: 'A' }), created('bob', { name: 'B' })]);
      const found = await pupils.getMany(['bob', 'nobody', 'ada', 'bob']);
      expect(found.map((document) => document.id)).toEqual(['bob', 'ada']);
    });

    it('writes nothing where the previous position does not match, names those ids, and writes the others', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write([created('ada', { name: 'A' }, 3), created('bob', { name: 'B' }, 3)]);
      const mismatches = await pupils.write([
        { id: 'ada', previous: 2, position: 9, body: { name: 'wrong' } },
        { id: 'bob', previous: 3, position: 9, body: { name: 'B2' } },
        { id: 'cid', previous: 1, position: 9, body: { name: 'wrong' } },
        { id: 'dan', previous: null, position: 9, body: { name: 'D' } },
      ]);
      expect(mismatches).toEqual(['ada', 'cid']);
      const found = await pupils.getMany(['ada', 'bob', 'cid', 'dan']);
      expect(found.map(({ id, position, body }) => [id, position, body.name])).toEqual([
        ['ada', 3, 'A'],
        ['bob', 9, 'B2'],
        ['dan', 9, 'D'],
      ]);
    });

    it('does not write a new document over one that exists', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write([created('ada', { name: 'A' })]);
      expect(await pupils.write([created('ada', { name: 'other' }, 5)])).toEqual(['ada']);
      expect((await pupils.get('ada'))?.body.name).toBe('A');
    });

    it('lets a later write of the same call follow an earlier one', async () => {
      const pupils = pupilsOf(await open());
      const second = { id: 'ada', previous: 1, position: 2, body: { name: 'second' } };
      expect(await pupils.write([created('ada', { name: 'first' }), second])).toEqual([]);
      expect(await pupils.get('ada')).toEqual({ id: 'ada', position: 2, body: { name: 'second' } });
    });

    it('removes a document, guarded as every write', async () => {
      const pupils = pupilsOf(await open());
      await pupils.write([created('ada', { school: 'north' }, 4)]);
      expect(await pupils.write([{ id: 'ada', previous: 3, position: 5, body: null }])).toEqual(['ada']);
      expect(await pupils.write([{ id: 'ada', previous: null, position: 5, body: null }])).toEqual(['ada']);
      expect(await pupils.count()).toBe(1);
      expect(await pupils.write([{ id: 'ada', previous: 4, position: 5, body: null }])).toEqual([]);
      expect(await pupils.get('ada')).toBeNull();
      expect((await pupils.find({ index: 'bySchool', equals: ['north'] })).documents).toEqual([]);
      expect(await pupils.write([{ id: 'ada', previous: null, position: 6, body: null }])).toEqual([]);
    });

    it('shares no object with its callers', async () => {
      const pupils = pupilsOf(await open());
      const body = { marks: [1] };
      await pupils.write([created('ada', body)]);
      body.marks.push(2);
      const read = await pupils.get('ada');
      (read?.body.marks as number[]).push(3);
      expect((await pupils.get('ada'))?.body.marks).toEqual([1]);
    });

    it('walks through all documents in order of id, old or new, each once, while they change', async () => {
      const pupils = pupilsOf(await open());
      const ids = Array.from({ length: 1_200 }, (_, i) => `p${String(i).padStart(5, '0')}`);
      await pupils.write(ids.toReversed().map((id) => created(id, { name: 'old' })));
      const seen: string[] = [];
      for await (const document of pupils.all()) {
        if (seen.length === 0) {
          await pupils.write(ids.map((id) => ({ id, previous: 1, position: 2, body: { name: 'a longer new name' } })));
        }
        seen.push(document.id);
      }
      expect(seen).toEqual(ids);
    });

    it.each(['😀', '\uffee', 'Ünïcödé', 'a b"c\'d', 'zero\u0000byte', '../x%2e'])(
      'keeps the id and the text %j as they are',
      async (text) => {
        const pupils = pupilsOf(await open());
        await pupils.write([created(text, { school: text, name: `${text}\ud800` })]);
        expect(await pupils.get(text)).toEqual({ id: text, position: 1, body: { school: text, name: `${text}\ud800` } });
        expect((await pupils.find({ index: 'bySchool', equals: [text] })).documents).toHaveLength(1);
      },
    );

    it('keeps documents for those who open it later', async () => {
      const first = await open();
      await pupilsOf(first).write([created('ada', { name: 'A' })]);
      await first.close();
      expect((await pupilsOf(await open()).get('ada'))?.body.name).toBe('A');
    });

    it('lets one of two instances win a document, and shows each what the other wrote', async () => {
      const [here, there] = [pupilsOf(await open()), pupilsOf(await open())];
      await here.write([created('ada', { name: 'A' })]);
      expect((await there.get('ada'))?.body.name).toBe('A');
      const answers = await Promise.all([here, there].map((pupils) => pupils.write([{ id: 'ada', previous: 1, position: 2, body: {} }])));
      expect(answers.toSorted()).toEqual([[], ['ada']]);
    });

    it('refuses every call after it was closed', async () => {
      const models = await open();
      const pupils = pupilsOf(models);
      await models.close();
      await models.close();
      await expect(pupils.get('ada')).rejects.toThrow(/closed/);
      await expect(pupils.write([created('ada', {})])).rejects.toThrow(/closed/);
      await expect(models.checkpoint('x')).rejects.toThrow(/closed/);
    });
  });

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
      (await open()).collection<Pupil>({ name: 'pupils', indexes: {} });
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
