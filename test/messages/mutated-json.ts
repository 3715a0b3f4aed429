import type { Chance } from '../torture/chance.js';
import { hostileJson } from './hostile-json.js';

type Node = Record<string, unknown>;

interface Place {
  readonly at: Node;
  readonly key: string;
}

/** Stands in a tree for text that is no value of JavaScript. */
const RAW = 'raw-json:';

/** JSON text of a value of which one to three things are different. */
export function mutatedJson(value: object, chance: Chance): string {
  const tree = structuredClone(value) as Node;
  for (let left = chance.pick([1, 1, 1, 2, 3]); left > 0; left--) {
    const places = placesIn(tree);
    if (places.length > 0) chance.pick(changes)(chance.pick(places), places, chance);
  }
  return JSON.stringify(tree).replaceAll(/"raw-json:((?:[^"\\]|\\.)*)"/g, (_, raw: string) => JSON.parse(`"${raw}"`) as string);
}

type Change = (place: Place, places: readonly Place[], chance: Chance) => void;

const replace: Change = ({ at, key }, _, chance) => {
  at[key] = RAW + hostileJson(chance);
};

const retype: Change = ({ at, key }) => {
  const value = at[key];
  if (typeof value === 'string') at[key] = Number.isNaN(Number(value)) ? [value] : Number(value);
  else at[key] = typeof value === 'object' ? 1 : String(value);
};

const change: Change = ({ at, key }, _, chance) => {
  const value = at[key];
  if (typeof value === 'string') at[key] = changedText(value, chance);
  else if (typeof value === 'number') at[key] = chance.pick([-value, value + 1, value / 3, value * 1e9]);
  else at[key] = [value, value];
};

const rename: Change = ({ at, key }, _, chance) => {
  const value = at[key];
  delete at[key];
  const name = chance.pick([key.toUpperCase(), `${key} `, `${key}\u0000`, 'toString', '']);
  Object.defineProperty(at, name, { value, enumerable: true, writable: true, configurable: true });
};

const changes: readonly Change[] = [
  replace,
  replace,
  replace,
  retype,
  change,
  change,
  rename,
  ({ at, key }) => {
    delete at[key];
  },
  ({ at, key }, places, chance) => {
    const from = chance.pick(places);
    at[key] = structuredClone(from.at[from.key]);
  },
  ({ at }, _, chance) => {
    at[`unknown-${chance.between(0, 9)}`] = RAW + hostileJson(chance);
  },
];

/** Ids, dates and sentences with something odd in them. */
export function changedText(text: string, chance: Chance): string {
  const at = chance.between(0, text.length);
  const odd = chance.pick(['\u0000', '\ud800', '\u202e', 'é', '😀', ' ', '\n', '"', '%', '.', '-', '0', '9', 'x'.repeat(250)]);
  return chance.pick([
    text.slice(0, at) + odd + text.slice(at),
    text.slice(0, at) + odd + text.slice(at + 1),
    text.slice(at),
    text.slice(0, at),
    text + text,
    text.toUpperCase(),
  ]);
}

function placesIn(node: unknown): Place[] {
  if (typeof node !== 'object' || node === null) return [];
  const at = node as Node;
  return Object.keys(at).flatMap((key) => (isRaw(at[key]) ? [] : [{ at, key }, ...placesIn(at[key])]));
}

function isRaw(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(RAW);
}
