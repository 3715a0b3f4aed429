import { describe, expect, it } from '@jest/globals';
import { batchOf, specifyDecider, specifyProjection, tallies, tallyEvent } from '#libs/testing';

const light = specifyDecider<boolean, 'on' | 'break', 'lit'>({
  initialState: () => false,
  evolve: () => true,
  decide: (lit, command) => {
    if (command === 'break') throw new RangeError('a light is not broken');
    return lit ? [] : ['lit'];
  },
});

describe('a specification of a decider', () => {
  it('holds where the decider does as it says', () => {
    light.given([]).when('on').then(['lit']);
    light.given(['lit']).when('on').thenNothing();
    light
      .given([])
      .when('break')
      .thenThrows(RangeError, /not broken/);
  });

  it('fails where the decider does something else', () => {
    expect(() => light.given(['lit']).when('on').then(['lit'])).toThrow(/toEqual/);
    expect(() => light.given([]).when('on').thenNothing()).toThrow(/toEqual/);
    expect(() => light.given([]).when('break').then([])).toThrow('a light is not broken');
    expect(() => light.given([]).when('on').thenThrows(RangeError)).toThrow(/toBeInstanceOf/);
    expect(() => light.given([]).when('break').thenThrows(TypeError)).toThrow(/toBeInstanceOf/);
    expect(() =>
      light
        .given([])
        .when('break')
        .thenThrows(RangeError, /stolen/),
    ).toThrow(/toMatch/);
  });
});

describe('a specification of a projection', () => {
  const { given } = specifyProjection(tallies);
  const [added, removed] = [tallyEvent('added', 'a'), tallyEvent('removed', 'a')];

  it('holds where the projection does as it says', () => {
    given([added, added]).then({ sum: 2, trace: ' 1 2' });
    given([added, removed]).then(null);
    given([
      { ...added, stream: 'other-1' },
      { ...added, position: 9 },
    ]).then({ sum: 1, trace: ' 9' });
    given([tallyEvent('added', 'a', 'b'), removed]).thenDocuments({ b: { sum: 1, trace: ' 1' } });
    given([added, tallyEvent('poison', 'a')]).thenPoison(/cannot be added/);
  });

  it('fails where the projection does something else', () => {
    expect(() => given([added]).then(null)).toThrow(/toEqual/);
    expect(() => given([added]).then({ sum: 2, trace: '' })).toThrow(/toEqual/);
    expect(() => given([tallyEvent('added', 'a', 'b')]).then({ sum: 1, trace: ' 1' })).toThrow(/toEqual/);
    expect(() => given([added]).thenDocuments({})).toThrow(/toEqual/);
    expect(() => given([added]).thenPoison(/./)).toThrow(/toThrow/);
  });

  it('numbers the events of each stream', () => {
    const { events } = batchOf(added, { ...added, stream: 'tally-2' }, added);
    expect(events.map(({ stream, revision, position }) => [stream, revision, position])).toEqual([
      ['tally-1', 0, 1],
      ['tally-2', 0, 2],
      ['tally-1', 1, 3],
    ]);
  });
});
