import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { everyShippedProfile, shippedProfiles } from '#libs/domain';
import { parseProfile, ProfileError } from './parse-profile.js';

const folder = join(import.meta.dirname, '../../domain/profiles/data');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const earlier = readdirSync(join(folder, 'earlier'));

type Json = { [key: string]: Json } & Json[] & (string | number | boolean);

function valid(): Json {
  const attendance = {
    name: 'attendance',
    sentence: 'Present on 90 % of days.',
    measure: { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 30 },
    passes: { comparison: 'at-least', value: 90, inclusive: true },
    clear: { comparison: 'at-least', value: 96, inclusive: true },
  };
  const ela = {
    name: 'ela',
    sentence: 'D or better.',
    measure: { aggregate: 'min', of: 'marks', value: 'letter', where: { subjects: ['ela'] } },
    passes: { comparison: 'at-least', value: 'D', inclusive: true },
  };
  const milestones = [
    { name: 'six', grades: ['06'], conditions: [attendance, ela] },
    { name: 'seven', grades: ['07'], conditions: [attendance] },
  ];
  return { name: 'p', version: '1', title: 'P', source: 'here', milestones } as unknown as Json;
}

const benchmark = {
  name: 'math-benchmark',
  sentence: 'The latest benchmark test in math was met.',
  measure: { aggregate: 'count', of: 'assessments', where: { subjects: ['math'], benchmarkMet: false } },
  passes: { comparison: 'at-most', value: 0, inclusive: true },
};

/** The message for a valid profile with one thing broken. */
function messageFor(breakIt: (profile: Json) => void): string {
  const profile = structuredClone(valid());
  breakIt(profile);
  return errorOf(JSON.stringify(profile));
}

function errorOf(text: string): string {
  try {
    parseProfile(text, 'rules.json');
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError);
    return (error as Error).message;
  }
  return 'no error';
}

const condition = (profile: Json, index = 0): Json => profile['milestones']?.[0]?.['conditions']?.[index] as Json;
const set = (target: Json | undefined, values: object): unknown => Object.assign(target as object, values);

describe('a rule profile', () => {
  it('is read from its file', () => {
    expect(parseProfile(JSON.stringify(valid()), 'rules.json')).toEqual(valid());
  });

  it.each(files)('shipped as %s passes and is the one in use', (file) => {
    const profile = parseProfile(readFileSync(join(folder, file), 'utf8'), file);
    expect(`${profile.name}.json`).toBe(file);
    expect(shippedProfiles).toContainEqual(profile);
  });

  it.each(earlier)('replaced by a newer version, %s, still passes and is found', (file) => {
    const profile = parseProfile(readFileSync(join(folder, 'earlier', file), 'utf8'), file);
    expect(`${profile.name}-${profile.version}.json`).toBe(file);
    expect(everyShippedProfile).toContainEqual(profile);
  });

  it('is shipped with every data file', () => {
    expect(files).toHaveLength(shippedProfiles.length);
    expect(files.length + earlier.length).toBe(everyShippedProfile.length);
  });

  it('names the file and the line of a JSON error', () => {
    expect(errorOf('{\n  "name": "p",\n  "version" 1\n}')).toMatch(/^rules\.json, line 3, is not JSON: /);
    expect(errorOf('{\n  "name": "p",\n')).toMatch(/^rules\.json, line 3, is not JSON: /);
    expect(errorOf('')).toMatch(/^rules\.json, line 1, is not JSON: /);
  });

  it('names the line and the path of what breaks the schema', () => {
    expect(errorOf('[]')).toBe('rules.json is no rule profile:\n  line 1, the whole: Invalid input: expected object, received array');
    const many = errorOf('{"name":"P P"}').split('\n');
    expect(many).toContain('  line 1, name: expected lower-case words joined by hyphens');
    expect(many).toHaveLength(6);
  });

  it('names the line of the value that is wrong, or of what it is missing in', () => {
    const lines = JSON.stringify(valid(), null, 2).split('\n');
    const minimum = lines.findIndex((line) => line.includes('"minimum"'));
    const passes = lines.findIndex((line) => line.includes('"passes"'));
    const wrong = lines.with(minimum, lines[minimum]!.replace('30', '"x"')).join('\n');
    expect(errorOf(wrong)).toContain(`\n  line ${minimum + 1}, milestones[0].conditions[0].measure.minimum: `);
    const missing = lines.with(passes + 1, lines[passes + 1]!.replace('comparison', 'comparisn')).join('\n');
    expect(errorOf(missing)).toContain(`\n  line ${passes + 1}, milestones[0].conditions[0].passes.comparison: `);
  });

  it('tells at most ten problems', () => {
    const milestones = Array.from({ length: 5 }, () => ({}));
    const profile = valid();
    set(profile, { milestones });
    expect(errorOf(JSON.stringify(profile)).split('\n').slice(10)).toEqual([expect.any(String), '  and 5 more']);
  });

  const broken: [string, (profile: Json) => void, string][] = [
    ['unknown field', (p) => set(p, { extra: 1 }), 'the whole: Unrecognized key: "extra"'],
    ['unknown field of a condition', (p) => set(condition(p), { code: 'x' }), 'milestones[0].conditions[0]: Unrecognized key: "code"'],
    ['empty title', (p) => set(p, { title: ' ' }), 'title: Too small'],
    ['no version', (p) => set(p, { version: '' }), 'version: Too small'],
    ['null for left out', (p) => set(condition(p), { due: null }), 'milestones[0].conditions[0].due: Invalid input'],
    ['unknown grade', (p) => set(p['milestones']?.[0], { grades: ['6'] }), 'milestones[0].grades[0]: Invalid option'],
    ['no grade', (p) => set(p['milestones']?.[0], { grades: [] }), 'milestones[0].grades: Too small'],
    ['no condition', (p) => set(p['milestones']?.[1], { conditions: [] }), 'milestones[1].conditions: Too small'],
    ['no milestone', (p) => set(p, { milestones: [] }), 'milestones: Too small'],
    [
      'unknown measure',
      (p) => set(condition(p)['measure'], { aggregate: 'median' }),
      'milestones[0].conditions[0].measure.aggregate: Invalid input',
    ],
    [
      'unknown subject',
      (p) => set(condition(p, 1)['measure']?.['where'], { subjects: ['art'] }),
      'conditions[1].measure.where.subjects[0]: Invalid option',
    ],
    ['no minimum', (p) => set(condition(p)['measure'], { minimum: 0 }), 'conditions[0].measure.minimum: Too small'],
    ['day that is none', (p) => set(condition(p, 1), { due: '06-31' }), 'conditions[1].due: expected a day of every year as MM-DD'],
    ['day of leap years', (p) => set(condition(p, 1), { due: '02-29' }), 'conditions[1].due: expected a day of every year as MM-DD'],
    [
      'grade twice',
      (p) => set(p['milestones']?.[1], { grades: ['07', '06'] }),
      'milestones[1].grades[1]: grade 06 already has the milestone "six"',
    ],
    ['grade twice in one', (p) => set(p['milestones']?.[0], { grades: ['06', '06'] }), 'milestones[0].grades[1]: grade 06 already has'],
    ['milestone twice', (p) => set(p['milestones']?.[1], { name: 'six' }), 'milestones[1].name: milestone "six" is there already'],
    [
      'condition twice',
      (p) => set(condition(p, 1), { name: 'attendance' }),
      'milestones[0].conditions[1].name: condition "attendance" is there already',
    ],
    [
      'all due',
      (p) => set(p['milestones']?.[1]?.['conditions']?.[0], { due: '06-30' }),
      'milestones[1].conditions: in grade 07 every condition has a due day or is of benchmark tests',
    ],
    [
      'nothing asked without a test',
      (p) => set(p['milestones']?.[1], { conditions: [benchmark] }),
      'milestones[1].conditions: in grade 07 every condition has a due day or is of benchmark tests',
    ],
    [
      'nothing asked in one of its grades',
      (p) => {
        set(p['milestones']?.[1], { grades: ['07', '08'] });
        set(p['milestones']?.[1]?.['conditions']?.[0], { grades: ['07'] });
      },
      'milestones[1].conditions: in grade 08 every condition',
    ],
    [
      'grade of another milestone',
      (p) => set(condition(p, 1), { grades: ['07'] }),
      'milestones[0].conditions[1].grades[0]: grade 07 is not one of the milestone',
    ],
    [
      'subject without benchmark tests',
      (p) =>
        set(p['milestones']?.[1], {
          conditions: [{ ...benchmark, measure: { ...benchmark.measure, where: { subjects: ['science'], benchmarkMet: false } } }],
        }),
      'conditions[0].measure.where.subjects[0]: Invalid option',
    ],
    ['letter for a number', (p) => set(condition(p)['passes'], { value: 'D' }), 'conditions[0].passes.value: a letter is a bound only for'],
    [
      'number for a letter',
      (p) => set(condition(p, 1)['passes'], { value: 1 }),
      'conditions[1].passes.value: the lowest letter of marks has a letter',
    ],
    [
      'letter with a sign',
      (p) => set(condition(p, 1)['passes'], { value: 'C-' }),
      'conditions[1].passes.value: a bound is compared without + or -',
    ],
    ['over 100 percent', (p) => set(condition(p)['clear'], { value: 101 }), 'conditions[0].clear.value: expected a number from 0 to 100'],
    ['below 0', (p) => set(condition(p)['passes'], { value: -1 }), 'conditions[0].passes.value: expected a number from 0 to 100'],
    ['three decimals', (p) => set(condition(p)['passes'], { value: 89.995 }), 'conditions[0].passes.value: expected at most two decimals'],
    ['clear below passing', (p) => set(condition(p)['clear'], { value: 90 }), 'conditions[0].clear: expected a stricter bound than passes'],
    [
      'clear the other way',
      (p) => set(condition(p)['clear'], { comparison: 'at-most' }),
      'conditions[0].clear: expected the same comparison',
    ],
  ];

  it.each(broken)('is refused: %s', (_, breakIt, message) => {
    expect(messageFor(breakIt)).toContain(message);
  });

  it('may ask for benchmark tests, in some of the grades of a milestone only', () => {
    const profile = valid();
    set(profile['milestones']?.[1], { grades: ['07', '08'] });
    profile['milestones']?.[1]?.['conditions']?.push({ ...benchmark, grades: ['08'] } as unknown as Json);
    expect(errorOf(JSON.stringify(profile))).toBe('no error');
  });

  it('may have bounds with two decimals, letters with a caution band, and counts downward', () => {
    const profile = valid();
    set(condition(profile)['passes'], { value: 64.35 });
    set(condition(profile, 1), { clear: { comparison: 'at-least', value: 'C', inclusive: true } });
    const incidents = { aggregate: 'count', of: 'incidents', where: {} };
    const atMost = (value: number): object => ({ comparison: 'at-most', value, inclusive: true });
    const counted = { name: 'c', sentence: 's', measure: incidents, passes: atMost(5), clear: atMost(2) };
    const mean = { aggregate: 'mean', of: 'marks', value: 'grade-points', where: {} };
    const gpa = { name: 'g', sentence: 's', measure: mean, passes: { comparison: 'at-least', value: 4, inclusive: false } };
    const sum = { aggregate: 'sum', of: 'marks', value: 'credits-earned', where: {} };
    const credits = { name: 'k', sentence: 's', measure: sum, passes: { comparison: 'at-least', value: 22.5, inclusive: true } };
    set(profile['milestones']?.[0], { conditions: [condition(profile, 0), condition(profile, 1), counted, gpa, credits] });
    expect(errorOf(JSON.stringify(profile))).toBe('no error');
    set(condition(profile, 2)['clear'], { value: 6 });
    expect(errorOf(JSON.stringify(profile))).toContain('conditions[2].clear: expected a stricter bound than passes');
    set(condition(profile, 3)['passes'], { value: 4.01 });
    expect(errorOf(JSON.stringify(profile))).toContain('conditions[3].passes.value: expected a number from 0 to 4');
    set(condition(profile, 1)['clear'], { value: 'F' });
    expect(errorOf(JSON.stringify(profile))).toContain('conditions[1].clear: expected a stricter bound than passes');
  });
});
