import { describe, expect, it } from '@jest/globals';
import { labelOf } from '#libs/directory';
import type { OpenDirectory } from './directory.harness.js';
import { deadLetter } from './directory.dead-letters.js';
import { keyOf } from './directory.keys.js';

export function describeErasing(open: OpenDirectory): void {
  describe('erasing', () => {
    it('leaves nobody behind the key, which is shown by its beginning', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      await directory.saveProfiles([{ key, time: '2025-09-01T12:00:00Z', content: '{"givenName":"Ada"}', ownTime: true }]);
      expect(labelOf(key, (await directory.people([key])).get(key))).toBe('s1');
      expect(await directory.erase(key)).toEqual({ deadLetters: 0 });
      expect(await directory.people([key])).toEqual(new Map());
      expect(labelOf(key, undefined)).toBe(`erased:${key.slice(0, 8)}`);
      expect(await directory.erase(key)).toBeNull();
      expect(await directory.findKeys('d1', 'student', ['s1'])).toEqual(new Map());
    });

    it('gives the id a new key when it is met again, in every instance and without the old name', async () => {
      const [here, there] = [await open(), await open()];
      const key = await keyOf(here, 's1');
      const other = await keyOf(there, 's2');
      expect(await keyOf(there, 's1')).toBe(key);
      await here.saveProfiles([{ key, time: '2025-09-01T12:00:00Z', content: '{"givenName":"Ada"}', ownTime: true }]);
      await here.erase(key);
      const renewed = await keyOf(there, 's1');
      expect(renewed).not.toBe(key);
      expect(await keyOf(here, 's1')).toBe(renewed);
      expect((await here.people([renewed])).get(renewed)).not.toHaveProperty('givenName');
      expect(await keyOf(there, 's2')).toBe(other);
    });

    it('takes the extras of the person, and those of others that hold the id', async () => {
      const directory = await open();
      const [ada, bob] = [await keyOf(directory, 's1'), await keyOf(directory, 's2')];
      const handles = await directory.saveExtras([
        { person: ada, content: '{"note":"x"}' },
        { person: bob, content: '{"sibling":"s1"}' },
        { person: bob, content: '{"sibling":"s12"}' },
        { person: null, content: '{"note":"x"}' },
      ]);
      await directory.erase(ada);
      expect([...(await directory.extras(handles)).keys()]).toEqual([handles[2], handles[3]]);
    });

    it('takes every dead letter that names the person or holds the id in any writing', async () => {
      const directory = await open();
      const id = 'é/9-7';
      const key = await keyOf(directory, id);
      const originals: Record<string, string> = {
        plain: `<StudentUniqueId>${id}</StudentUniqueId>`,
        lower: String.raw`{"studentId":"\u00e9/9-7"}`,
        upper: String.raw`{"studentId":"\u00E9/9-7"}`,
        percent: 'subject=%C3%A9%2F9-7&x',
        number: `{"studentId":"${id}7"}`,
        word: `{"studentId":"x${id}"}`,
        none: '{}',
      };
      const letters = Object.entries(originals).map(([name, original]) => deadLetter(name, { original: Buffer.from(original) }));
      const { district: _, ...unread } = deadLetter('unread', { original: Buffer.from(id) });
      await directory.addDeadLetters([
        ...letters,
        unread,
        deadLetter('named', { people: [{ kind: 'student', id }] }),
        deadLetter('same id of staff', { people: [{ kind: 'staff', id }] }),
        deadLetter('told', { found: JSON.stringify(id) }),
        deadLetter('elsewhere', { district: 'd2', original: Buffer.from(id) }),
      ]);
      expect(await directory.erase(key)).toEqual({ deadLetters: 7 });
      const left = (await directory.deadLetters()).letters.map((letter) => letter.id);
      expect(left).toEqual(['number', 'word', 'none', 'same id of staff', 'elsewhere']);
    });
  });
}
