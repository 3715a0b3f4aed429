import { describe, expect, it } from '@jest/globals';
import { type CollectionDefinition, ModelsReplacedError, type ReadModels } from '#libs/event-sourcing';
import type { OpenReadModels } from './read-models.sample.js';

interface Note {
  readonly text: string;
}

const notes: CollectionDefinition = { name: 'notes', indexes: { byText: ['text'] } };
const parts: CollectionDefinition = { name: 'notes.parts', indexes: {} };
const others: CollectionDefinition = { name: 'others', indexes: {} };
const model = { name: 'notebook', stems: ['notes', 'noting'], form: 1 };

async function note(models: ReadModels, id: string, text: string, definition = notes): Promise<void> {
  expect(await models.collection<Note>(definition).write([{ id, previous: null, position: 1, body: { text } }])).toEqual([]);
}

async function textsOf(models: ReadModels, definition = notes): Promise<string[]> {
  const texts: string[] = [];
  for await (const { body } of models.collection<Note>(definition).all()) texts.push(body.text);
  return texts;
}

export function describeVersions(open: OpenReadModels): void {
  describe('a draft', () => {
    it('is read by nobody until it is published, and then by everybody, checkpoints and all', async () => {
      const [here, there] = [await open(), await open()];
      await note(here, 'a', 'old');
      await here.advance('noting@1/2', 0, 7);
      const draft = await here.versions.begin([model]);
      await note(draft.models, 'b', 'new');
      await note(draft.models, 'b', 'part', parts);
      await draft.models.advance('noting@1/2', 0, 3);
      for (const models of [here, there]) {
        expect(await textsOf(models)).toEqual(['old']);
        expect(await models.checkpoint('noting@1/2')).toBe(7);
      }
      await draft.publish();
      for (const models of [here, there, await open()]) {
        expect(await textsOf(models)).toEqual(['new']);
        expect(await textsOf(models, parts)).toEqual(['part']);
        expect(await models.checkpoint('noting@1/2')).toBe(3);
      }
    });

    it('shares what it is not of with everybody', async () => {
      const models = await open();
      const draft = await models.versions.begin([model]);
      await note(models, 'a', 'of before', others);
      await draft.models.advance('elsewhere', 0, 5);
      expect(await textsOf(draft.models, others)).toEqual(['of before']);
      expect(await models.checkpoint('elsewhere')).toBe(5);
      await draft.discard();
    });

    it('that is discarded leaves what stood before, and is over', async () => {
      const models = await open();
      await note(models, 'a', 'old');
      const draft = await models.versions.begin([model]);
      await note(draft.models, 'b', 'new');
      await draft.discard();
      expect(await textsOf(models)).toEqual(['old']);
      await expect(draft.models.checkpoint('noting')).rejects.toThrow(ModelsReplacedError);
      await expect(draft.publish()).rejects.toThrow(ModelsReplacedError);
    });

    it('takes the place of one that was left, which cannot be published any more', async () => {
      const models = await open();
      const left = await models.versions.begin([model]);
      await note(left.models, 'a', 'left');
      const draft = await (await open()).versions.begin([model]);
      expect(await textsOf(draft.models)).toEqual([]);
      await expect(note(left.models, 'b', 'late')).rejects.toThrow(ModelsReplacedError);
      await expect(left.publish()).rejects.toThrow(ModelsReplacedError);
      await draft.publish();
      expect(await textsOf(models)).toEqual([]);
    });

    it('can be published again and again, each time with a version of its own', async () => {
      const models = await open();
      for (const text of ['first', 'second', 'third']) {
        const draft = await models.versions.begin([model]);
        await note(draft.models, 'a', text);
        await draft.publish();
        expect(await textsOf(models)).toEqual([text]);
      }
    });

    it('is removed with collections that were only read', async () => {
      const models = await open();
      expect(await textsOf(models, parts)).toEqual([]);
      for (const text of ['first', 'second']) {
        const draft = await models.versions.begin([model]);
        expect(await textsOf(draft.models, parts)).toEqual([]);
        await note(draft.models, 'a', text);
        await draft.publish();
        expect(await textsOf(models)).toEqual([text]);
      }
    });

    it('that was published by who died then is kept, and what it replaced goes with the next one', async () => {
      const models = await open();
      await note(models, 'a', 'old');
      const draft = await models.versions.begin([model]);
      await note(draft.models, 'a', 'new');
      await expect(draft.publish(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
      expect(await textsOf(models)).toEqual(['new']);
      const next = await models.versions.begin([{ ...model, name: 'others', stems: ['others'] }]);
      await next.publish();
      expect(await textsOf(models)).toEqual(['new']);
    });
  });

  describe('who writes', () => {
    it('is told at the next call that the version was replaced, and goes on from the new one', async () => {
      const models = await open();
      const writer = await models.versions.standing();
      const own = writer.collection<Note>(notes);
      await note(writer, 'a', 'old');
      await writer.advance('noting', 0, 9);
      const draft = await models.versions.begin([model]);
      await draft.models.advance('noting', 0, 4);
      await draft.publish();
      await expect(own.write([{ id: 'a', previous: 1, position: 2, body: { text: 'late' } }])).rejects.toThrow(ModelsReplacedError);
      await expect(own.get('a')).rejects.toThrow(ModelsReplacedError);
      await expect(writer.advance('noting', 9, 10)).rejects.toThrow(ModelsReplacedError);
      await expect(writer.versions.requireStanding()).rejects.toThrow(ModelsReplacedError);
      const next = await models.versions.standing();
      await next.versions.requireStanding();
      expect(await next.advance('noting', 4, 5)).toBe(true);
      expect(await textsOf(models)).toEqual([]);
    });

    it('goes on where only something else was replaced', async () => {
      const models = await open();
      const writer = await models.versions.standing();
      await (await models.versions.begin([model])).publish();
      await note(writer, 'a', 'of others', others);
      expect(await textsOf(models, others)).toEqual(['of others']);
    });
  });

  describe('who reads', () => {
    it('walks from the old version into the new one, and meets each document once', async () => {
      const models = await open();
      const ids = Array.from({ length: 1_200 }, (_, index) => `n${String(index).padStart(4, '0')}`);
      const write = (to: ReadModels, text: string): Promise<readonly string[]> =>
        to.collection<Note>(notes).write(ids.map((id) => ({ id, previous: null, position: 1, body: { text } })));
      await write(models, 'old');
      const draft = await models.versions.begin([model]);
      await write(draft.models, 'new');
      const met: [id: string, text: string][] = [];
      for await (const { id, body } of models.collection<Note>(notes).all()) {
        if (met.push([id, body.text]) === 10) await draft.publish();
      }
      expect(met.map(([id]) => id)).toEqual(ids);
      expect([met[0]?.[1], met.at(-1)?.[1]]).toEqual(['old', 'new']);
    });
  });

  describe('the form of documents', () => {
    it('is 1 until another one is noted or published', async () => {
      const models = await open();
      expect(await models.versions.form('notebook')).toBe(1);
      await models.versions.noteForm('notebook', 2);
      expect(await models.versions.form('notebook')).toBe(2);
      const draft = await models.versions.begin([{ ...model, form: 3 }]);
      expect(await models.versions.form('notebook')).toBe(2);
      await draft.publish();
      expect(await (await open()).versions.form('notebook')).toBe(3);
    });
  });
}
