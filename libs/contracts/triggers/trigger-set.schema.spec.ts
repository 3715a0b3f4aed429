import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { adoptedTriggerSet, DEFAULT_TRIGGER_SET, shippedTriggerSet, shippedTriggerSets } from '#libs/domain';
import { parseTriggerSet, TriggerSetError } from './parse-trigger-set.js';

const folder = join(import.meta.dirname, '../../domain/triggers/data');
const files = readdirSync(folder);

type Json = { [key: string]: Json } & Json[] & (string | number | boolean);

function valid(): Json {
  return structuredClone(shippedTriggerSet('staged-response')) as unknown as Json;
}

/** The message for a valid set with one thing broken. */
function messageFor(breakIt: (set: Json) => void): string {
  const set = valid();
  breakIt(set);
  return errorOf(JSON.stringify(set));
}

function errorOf(text: string): string {
  try {
    parseTriggerSet(text, 'triggers.json');
  } catch (error) {
    expect(error).toBeInstanceOf(TriggerSetError);
    return (error as Error).message;
  }
  return 'no error';
}

const trigger = (set: Json, name: string): Json => set['triggers']?.find((each: Json) => each['name'] === (name as unknown)) as Json;
const put = (target: Json | undefined, values: object): unknown => Object.assign(target as object, values);

describe('a trigger set', () => {
  it.each(files)('shipped as %s passes and is the one in use', (file) => {
    const set = parseTriggerSet(readFileSync(join(folder, file), 'utf8'), file);
    expect(`${set.name}.json`).toBe(file);
    expect(shippedTriggerSets).toContainEqual(set);
  });

  it('is shipped with every data file, the default among them', () => {
    expect(files).toHaveLength(shippedTriggerSets.length);
    expect(shippedTriggerSet(DEFAULT_TRIGGER_SET)?.triggers.map(({ name }) => name)).toEqual(['off-track']);
    expect(shippedTriggerSet('unknown')).toBeNull();
  });

  it('is the shipped one or the one that the decision carries', () => {
    const decision = { set: 'staged-response', version: '1', by: 'A. Rivera', reason: 'Tried in spring' };
    expect(adoptedTriggerSet(decision)).toBe(shippedTriggerSet('staged-response'));
    expect(adoptedTriggerSet({ ...decision, set: 'ours', definition: JSON.stringify(valid()) })).toEqual(valid());
    expect(() => adoptedTriggerSet({ ...decision, set: 'ours' })).toThrow('The trigger set ours was adopted');
  });

  it('names the file, and the line of a JSON error', () => {
    expect(errorOf('{\n  "name" 1\n}')).toMatch(/^triggers\.json, line 2, is not JSON: /);
    expect(errorOf('[]')).toMatch(/^triggers\.json is no trigger set:\n  line 1, the whole: /);
  });

  it.each<[string, (set: Json) => void, RegExp]>([
    [
      'an unknown cause',
      (set) => put(trigger(set, 'no-contact')['when'], { kind: 'gossip' }),
      /triggers\.6\.when\.kind|triggers\[6\]\.when\.kind/,
    ],
    ['an unknown field', (set) => put(trigger(set, 'no-contact'), { script: 'x' }), /triggers\[6\].*script/],
    [
      'an unknown role',
      (set) => put(trigger(set, 'off-track')['stages']?.[0], { recipients: ['janitor'] }),
      /triggers\[0\]\.stages\[0\]\.recipients\[0\]/,
    ],
    [
      'a role named twice',
      (set) => put(trigger(set, 'off-track')['stages']?.[0], { recipients: ['lead', 'lead'] }),
      /recipients: a role is named twice/,
    ],
    [
      'a stage that cannot be reached',
      (set) => put(trigger(set, 'no-contact')['stages']?.[1], { from: 14 }),
      /stages\[1\]\.from: expected more than 14/,
    ],
    ['a status with degrees', (set) => put(trigger(set, 'off-track')['stages']?.[0], { from: 2 }), /stages: a status is there or not/],
    [
      'a name that is there already',
      (set) => put(trigger(set, 'at-risk'), { name: 'off-track' }),
      /triggers\[1\]\.name: trigger "off-track" is there already/,
    ],
    [
      'quiet hours without end',
      (set) => put(set['calm']?.['quietHours'], { from: 7, to: 7 }),
      /calm\.quietHours: from and to are the same/,
    ],
    [
      'a digest in quiet hours past midnight',
      (set) => put(set['calm'], { digestHour: 6 }),
      /calm\.digestHour: lies in the quiet hours from 18 to 7/,
    ],
    [
      'a digest in quiet hours of a day',
      (set) => put(set['calm'], { quietHours: { from: 7, to: 9 } }),
      /calm\.digestHour: lies in the quiet hours from 7 to 9/,
    ],
    [
      'quiet hours over all school hours',
      (set) => put(set['calm']?.['quietHours'], { from: 8, to: 15 }),
      /calm\.quietHours: cover all school hours from 8 to 15/,
    ],
    [
      'school hours past midnight',
      (set) => put(set['calm'], { schoolHours: { from: 15, to: 8 } }),
      /calm\.schoolHours: expected from to be before to/,
    ],
    ['an hour that is none', (set) => put(set['calm'], { digestHour: 24 }), /calm\.digestHour/],
  ])('with %s says where and why', (_, breakIt, message) => {
    expect(messageFor(breakIt)).toMatch(message);
  });

  it('may have quiet hours within a day', () => {
    expect(messageFor((set) => put(set['calm'], { quietHours: { from: 8, to: 9 } }))).toBe('no error');
  });
});
