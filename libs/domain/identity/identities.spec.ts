import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { Identities, type IdentifiedAt } from './identities.js';

function identified(people: Identities, oldKey: string, newKey: string, knownAt = '2025-09-01T00:00:00Z'): readonly string[] {
  return people.apply(oldKey, { type: 'student-identified-as.v1', data: { newKey } }, { knownAt });
}

function retracted(people: Identities, oldKey: string, at: IdentifiedAt = {}): readonly string[] {
  return people.apply(oldKey, { type: 'identity-retracted.v1', data: {} }, at);
}

describe('Ids that are one student’s', () => {
  it('stand for the student of the new id, through chains and from several', () => {
    const people = new Identities();
    expect(identified(people, 'a', 'b')).toEqual(['a', 'b']);
    expect(identified(people, 'b', 'c')).toEqual(['a', 'b', 'c']);
    identified(people, 'd', 'c');
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => people.personOf(key))).toEqual(['c', 'c', 'c', 'c', 'e']);
    expect(people.keysOf('a')).toEqual(['c', 'a', 'b', 'd']);
    expect(people.keysOf('e')).toEqual(['e']);
    expect(people.has('e')).toBe(false);
  });

  it('part again where that is taken back, and nothing is left of it', () => {
    const people = new Identities();
    identified(people, 'a', 'b');
    identified(people, 'b', 'c');
    expect(retracted(people, 'b')).toEqual(['a', 'b', 'c']);
    expect(people.keysOf('b')).toEqual(['b', 'a']);
    expect(people.keysOf('c')).toEqual(['c']);
    expect(people.has('c')).toBe(false);
    expect(retracted(people, 'b')).toEqual([]);
    expect(people.all().map(({ oldKey }) => oldKey)).toEqual(['a']);
    identified(people, 'd', 'b');
    retracted(people, 'a');
    expect([people.keysOf('b'), people.has('a')]).toEqual([['b', 'd'], false]);
  });

  it('are linked with all that was said of them, whether it holds or not', () => {
    const people = new Identities();
    identified(people, 'a', 'b');
    identified(people, 'b', 'a');
    identified(people, 'c', 'a');
    expect([...people.linkedWith('a')].sort()).toStrictEqual(['a', 'b', 'c']);
    expect([...people.linkedWith('d')]).toStrictEqual(['d']);
  });

  it('move where the id is found to be another one’s, and nobody else is touched', () => {
    const people = new Identities();
    identified(people, 'a', 'b');
    expect(identified(people, 'a', 'b', '2025-10-01T00:00:00Z')).toEqual([]);
    expect(identified(people, 'a', 'c')).toEqual(['a', 'b', 'c']);
    expect([people.keysOf('b'), people.keysOf('c')]).toEqual([['b'], ['c', 'a']]);
  });

  it('in a circle follow what was said last: the oldest gives way and shows it', () => {
    const people = new Identities();
    identified(people, 'a', 'b', '2025-09-02T00:00:00Z');
    identified(people, 'b', 'c', '2025-09-01T00:00:00Z');
    identified(people, 'c', 'a', '2025-09-03T00:00:00Z');
    identified(people, 'x', 'c', '2025-08-01T00:00:00Z');
    expect(people.keysOf('c')).toEqual(['b', 'a', 'c', 'x']);
    expect(people.all().map(({ oldKey, holds }) => [oldKey, holds])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
      ['x', true],
    ]);
    retracted(people, 'c');
    expect(people.keysOf('a')).toEqual(['c', 'a', 'b', 'x']);
  });

  it.each([
    ['was said at a time that is not known', {}, { knownAt: '2025-09-01T00:00:00Z' }],
    ['has the smaller sequence', { sequence: '9' }, { sequence: '10' }],
    ['has no sequence', {}, { sequence: '1' }],
  ])('in a circle do not follow what %s', (_what, weaker, stronger) => {
    for (const [first, second] of [
      [weaker, stronger],
      [stronger, weaker],
    ] as const) {
      const people = new Identities();
      people.apply('a', { type: 'student-identified-as.v1', data: { newKey: 'b' } }, first);
      people.apply('b', { type: 'student-identified-as.v1', data: { newKey: 'a' } }, second);
      expect(people.personOf('a')).toBe(first === stronger ? 'b' : 'a');
    }
  });

  it('that contradict each other at the same moment are not followed at all', () => {
    const people = new Identities();
    identified(people, 'a', 'b');
    identified(people, 'b', 'a');
    expect([people.keysOf('a'), people.keysOf('b')]).toEqual([['a'], ['b']]);
  });

  it('come to the same in any order, and divide all keys among students', () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const said = fc.uniqueArray(
      fc.record({ from: fc.constantFrom(...keys), to: fc.constantFrom(...keys), day: fc.integer({ min: 1, max: 4 }) }),
      {
        selector: ({ from }) => from,
      },
    );
    const folded = (facts: readonly { from: string; to: string; day: number }[]): readonly (readonly string[])[] => {
      const people = new Identities();
      for (const { from, to, day } of facts) if (from !== to) identified(people, from, to, `2025-09-0${day}T00:00:00Z`);
      return keys.map((key) => people.keysOf(key));
    };
    fc.assert(
      fc.property(said, (facts) => {
        const groups = folded(facts);
        expect(folded(facts.toReversed())).toEqual(groups);
        for (const [index, group] of groups.entries()) expect(group.filter((key) => key === keys[index])).toHaveLength(1);
        for (const group of groups) for (const key of group) expect(groups[keys.indexOf(key)]).toEqual(group);
      }),
    );
  });
});
