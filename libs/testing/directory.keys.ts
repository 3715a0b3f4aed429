import { describe, expect, it } from '@jest/globals';
import type { Directory, PersonId } from '#libs/directory';
import type { OpenDirectory } from './directory.harness.js';

export async function keyOf(directory: Directory, id: string, kind: 'student' | 'staff' = 'student', district = 'd1'): Promise<string> {
  return (await directory.keysFor(district, kind, [id])).get(id) ?? '';
}

export function describeKeys(open: OpenDirectory): void {
  describe('keys', () => {
    it('are 16 random bytes in lower-case hex, another one for each district, kind and id', async () => {
      const directory = await open();
      const ids = ['s1', 's2', 's1\u0000', '"', 'ü😀', '__proto__'];
      const keys = [...(await directory.keysFor('d1', 'student', ids)).values()];
      keys.push(await keyOf(directory, 's1', 'staff'), await keyOf(directory, 's1', 'student', 'd2'));
      // Without care, district, kind and id of these two would run together into one text.
      keys.push(await keyOf(directory, 'x', 'student', 'dstudent'), await keyOf(directory, 'studentx', 'student', 'd'));
      keys.push(await keyOf(directory, 's1', 'student', 'd1'));
      expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
      expect(new Set(keys).size).toBe(keys.length - 1);
      expect(keys.at(-1)).toBe(keys[0]);
    });

    it('stay the same for every instance', async () => {
      const first = await keyOf(await open(), 's1');
      expect(await keyOf(await open(), 's1')).toBe(first);
    });

    it('are asked for many at once, an id twice as well', async () => {
      const directory = await open();
      const ids = Array.from({ length: 2_500 }, (_, index) => `s${index}`);
      const keys = await directory.keysFor('d1', 'student', [...ids, 's0']);
      expect([...keys.keys()].sort()).toEqual(ids.toSorted());
      expect(await directory.keysFor('d1', 'student', [])).toEqual(new Map());
    });

    it('are found without being made', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      expect(await directory.findKeys('d1', 'student', ['s1', 's2'])).toEqual(new Map([['s1', key]]));
      expect(await (await open()).findKeys('d1', 'student', ['s1', 's2'])).toEqual(new Map([['s1', key]]));
      expect((await directory.findKeys('d1', 'student', ['s2'])).size).toBe(0);
    });

    it('lead back to the people', async () => {
      const directory = await open();
      const [student, teacher] = [await keyOf(directory, 's1'), await keyOf(directory, 't1', 'staff')];
      expect(await directory.people([student, 'f'.repeat(32), teacher])).toEqual(
        new Map([
          [student, { key: student, id: 's1', district: 'd1', kind: 'student' }],
          [teacher, { key: teacher, id: 't1', district: 'd1', kind: 'staff' }],
        ]),
      );
    });

    it('are listed with their ids, of one kind in one district, each once', async () => {
      const directory = await open();
      const ids = Array.from({ length: 1_003 }, (_, index) => `s${index}`);
      const keys = await directory.keysFor('d1', 'student', ids);
      await directory.keysFor('d1', 'staff', ['t1']);
      await directory.keysFor('d2', 'student', ['s1']);
      const listed: PersonId[] = [];
      for await (const person of directory.idsOf('d1', 'student')) listed.push(person);
      expect(listed).toEqual(ids.map((id) => ({ id, key: keys.get(id) })));
    });
  });
}
