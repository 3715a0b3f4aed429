import type { Chance } from '../torture/chance.js';

/** Values that programs stumble over, as they stand in JSON text. */
const values: readonly string[] = [
  'null',
  'true',
  '""',
  '" "',
  '0',
  '-0',
  '-1',
  '1e400',
  '9007199254740993',
  '0.1e-400',
  '[]',
  '{}',
  '[null]',
  '"__proto__"',
  '"constructor"',
  '{"__proto__":{"polluted":true}}',
  '{"toString":null,"length":-1}',
  '"\\u0000"',
  '"\\ud800"',
  '"\\ufffe\\u202eabc"',
  '"é"',
  '"e\\u0301"',
  '"😀"',
  '"NaN"',
  '"<b>&amp;</b>"',
  '"\'; drop table events; --"',
  '"../../etc/passwd"',
  '"%00%2f%GG"',
  '"2025-02-29"',
  '"2024-02-29"',
  '"0000-00-00"',
  '"9999-12-31"',
  '"+275760-09-13"',
  '"2025-9-1"',
  '"2025-09-01T00:00:00Z"',
  '"2016-12-31T23:59:60Z"',
  '"2025-09-01T24:00:00+99:99"',
  '"2025-09-01T08:00:00.123456789123456789Z"',
  '2026',
  '"2026"',
  '2026.5',
  '1989',
];

const DEPTHS = [10, 33, 64, 500, 5_000, 100_000] as const;
const LENGTHS = [200, 201, 4_000, 70_000] as const;

/** A value, a nest of many levels, or a long text. */
export function hostileJson(chance: Chance): string {
  if (chance.is(0.06)) return nested(chance.pick(DEPTHS), chance.is(0.5));
  if (chance.is(0.06)) return JSON.stringify(chance.pick(['x', 'é', '😀', '\\', '\u0000']).repeat(chance.pick(LENGTHS)));
  return chance.pick(values);
}

function nested(depth: number, inLists: boolean): string {
  const [open, close] = inLists ? ['[', ']'] : ['{"a":', '}'];
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}
