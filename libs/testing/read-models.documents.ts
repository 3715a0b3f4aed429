import { describe, expect, it } from '@jest/globals';
import { created, type OpenReadModels, pupilsOf } from './read-models.sample.js';

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
      expect(await pupils.getMany(['ada'])).toEqual([]);
      expect(await pupils.count()).toBe(0);
      expect((await pupils.find({ index: 'bySchool', equals: ['north'] })).documents).toEqual([]);
      for await (const document of pupils.all()) expect(document).toBe('not there');
    });

    it('remembers the position of a document that was removed, and takes it for the guard of what is written next', async () => {
      const models = await open();
      const pupils = pupilsOf(models);
      await pupils.write([created('ada', { name: 'A' }, 4), created('bob', { name: 'B' }, 4)]);
      await pupils.write([{ id: 'ada', previous: 4, position: 5, body: null }]);
      const standing = [
        { id: 'ada', position: 5, body: null },
        { id: 'bob', position: 4, body: { name: 'B' } },
      ];
      expect(await pupils.getManyWithRemoved(['ada', 'nobody', 'bob', 'ada'])).toEqual(standing);
      for (const previous of [null, 4, 6]) {
        expect(await pupils.write([{ id: 'ada', previous, position: 7, body: { name: 'again' } }])).toEqual(['ada']);
        expect(await pupils.write([{ id: 'ada', previous, position: 7, body: null }])).toEqual(['ada']);
      }
      expect(await pupils.getManyWithRemoved(['ada', 'bob'])).toEqual(standing);
      expect(await models.collection({ name: 'others', indexes: {} }).getManyWithRemoved(['ada'])).toEqual([]);
      expect(await pupils.write([{ id: 'ada', previous: 5, position: 8, body: null }])).toEqual([]);
      expect(await pupils.write([{ id: 'ada', previous: 8, position: 9, body: { name: 'again' } }])).toEqual([]);
      expect(await pupils.getManyWithRemoved(['ada'])).toEqual([{ id: 'ada', position: 9, body: { name: 'again' } }]);
    });

    it('remembers the removal of a document that never was', async () => {
      const pupils = pupilsOf(await open());
      expect(await pupils.write([{ id: 'ada', previous: null, position: 3, body: null }])).toEqual([]);
      expect(await pupils.write([created('ada', {}, 2)])).toEqual(['ada']);
      expect(await pupils.getManyWithRemoved(['ada'])).toEqual([{ id: 'ada', position: 3, body: null }]);
    });

    it('shares no object with its callers', async () => {
      const pupils = pupilsOf(await open());
      const body = { marks: [1] };
      await pupils.write([created('ada', body)]);
      body.marks.push(2);
      const read = await pupils.get('ada');
      (read!.body.marks as number[]).push(3);
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
      expect(answers.map((ids) => ids.join()).toSorted()).toEqual(['', 'ada']);
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
}
