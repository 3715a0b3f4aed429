import { describe, expect, it } from '@jest/globals';
import { type ProfileVersion, UnknownPersonError } from '#libs/directory';
import { fc } from '@fast-check/jest';
import type { OpenDirectory } from './directory.harness.js';
import { keyOf } from './directory.keys.js';

const NOBODY = 'f'.repeat(32);

function version(key: string, givenName: string, changes: Partial<ProfileVersion> = {}): ProfileVersion {
  return { key, time: '2025-09-01T12:00:00Z', content: JSON.stringify({ givenName, studentId: 's1' }), ownTime: true, ...changes };
}

const versions = fc.uniqueArray(
  fc.record(
    {
      time: fc.constantFrom('2025-09-01T12:00:00Z', '2025-09-01T12:00:00.5Z', '2025-10-01T12:00:00Z'),
      sequence: fc.constantFrom('2', '10', 'a'),
      content: fc.constantFrom('A', 'B', 'é', '😀', '\uffee').map((givenName) => JSON.stringify({ givenName })),
    },
    { requiredKeys: ['time', 'content'] },
  ),
  { minLength: 2, maxLength: 8, selector: (value) => JSON.stringify(value) },
);

export function describeProfiles(open: OpenDirectory): void {
  describe('profiles', () => {
    it('say what people are called', async () => {
      const directory = await open();
      const [student, teacher] = [await keyOf(directory, 's1'), await keyOf(directory, 't1', 'staff')];
      const names = { givenName: 'Ada', familyName: 'Lovelace', attributes: { ell: 'no' } };
      const contact = { name: 'Bo Ek', email: 'bo@example.org', locale: 'sv' };
      expect(
        await directory.saveProfiles([
          version(student, '', { content: JSON.stringify({ ...names, studentId: 's1', shoeSize: 38 }) }),
          version(teacher, '', { content: JSON.stringify({ ...contact, staffId: 't1' }) }),
        ]),
      ).toEqual(['saved', 'saved']);
      const people = await (await open()).people([student, teacher]);
      expect(people.get(student)).toEqual({ key: student, id: 's1', district: 'd1', kind: 'student', ...names });
      expect(people.get(teacher)).toEqual({ key: teacher, id: 't1', district: 'd1', kind: 'staff', ...contact });
    });

    it('are kept in their largest version, by time, sequence and content', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      const earlier = { time: '2025-08-31T23:59:59.999Z' };
      const outcomes = await directory.saveProfiles([
        version(key, 'B'),
        version(key, 'B'),
        version(key, 'A'),
        version(key, 'C'),
        version(key, 'Z', earlier),
        version(key, 'A', { sequence: '9' }),
        version(key, 'A', { sequence: '10' }),
        version(key, 'Z', { sequence: '9' }),
      ]);
      expect(outcomes).toEqual(['saved', 'unchanged', 'superseded', 'saved', 'superseded', 'saved', 'saved', 'superseded']);
      expect((await directory.people([key])).get(key)?.givenName).toBe('A');
    });

    it('count unchanged content with a later time as new only where the time is its own', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      const later = { time: '2025-09-02T00:00:00Z' };
      await directory.saveProfiles([version(key, 'A', { ownTime: false })]);
      expect(await directory.saveProfiles([version(key, 'A', { ...later, ownTime: false })])).toEqual(['unchanged']);
      expect(await directory.saveProfiles([version(key, 'A', later)])).toEqual(['saved']);
      expect(await directory.saveProfiles([version(key, 'B', { ownTime: false })])).toEqual(['superseded']);
    });

    it('end the same in whatever order and however often they arrive', async () => {
      const directory = await open();
      let students = 0;
      const arrivals = versions.chain((all) => fc.tuple(shuffled(all), shuffled([...all, ...all])));
      await fc.assert(
        fc.asyncProperty(arrivals, async ([once, twice]) => {
          const keys = [await keyOf(directory, `s${++students}`), await keyOf(directory, `s${++students}`)] as const;
          await directory.saveProfiles(once.map((one) => ({ key: keys[0], ownTime: true, ...one })));
          for (const one of twice) await directory.saveProfiles([{ key: keys[1], ownTime: true, ...one }]);
          const people = await directory.people(keys);
          expect(people.get(keys[0])?.givenName).toBe(people.get(keys[1])?.givenName);
        }),
        { numRuns: 100 },
      );
    });

    it('are not kept of somebody without an entry, nor is anything that came with them', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      await expect(directory.saveProfiles([version(key, 'A'), version(NOBODY, 'B')])).rejects.toThrow(UnknownPersonError);
      expect((await directory.people([key])).get(key)?.givenName).toBeUndefined();
    });
  });

  describe('extras', () => {
    it('are kept under a handle that depends on the person and the content only', async () => {
      const directory = await open();
      const [ada, bob] = [await keyOf(directory, 's1'), await keyOf(directory, 's2')];
      const content = '{"lunch":"paid"}';
      const items = [ada, bob, null].map((person) => ({ person, content }));
      const handles = await directory.saveExtras([...items, { person: ada, content: '{"lunch":"free"}' }]);
      expect(new Set(handles).size).toBe(4);
      expect(await (await open()).saveExtras(items)).toEqual(handles.slice(0, 3));
      expect(await directory.extras([...handles.slice(2), '0'.repeat(32)])).toEqual(
        new Map([
          [handles[2], content],
          [handles[3], '{"lunch":"free"}'],
        ]),
      );
    });

    it('are not kept of somebody without an entry', async () => {
      const directory = await open();
      await expect(directory.saveExtras([{ person: NOBODY, content: '{}' }])).rejects.toThrow(UnknownPersonError);
    });
  });
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}
