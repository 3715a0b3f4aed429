import { fc } from '@fast-check/jest';
import { MAX_EVENT_BYTES } from '#libs/contracts';
import { sisEventOf, sisRecordNames, type SisEvent } from '#libs/testing';
import { Chance } from '../torture/chance.js';
import { mutatedBytes } from './mutated-bytes.js';
import { mutatedElement } from './mutated-element.js';
import { changedText, mutatedJson } from './mutated-json.js';

/** The ways into the house. */
export type Way = 'kafka' | 'file' | 'http' | 'http-batch' | 'edfi-xml' | 'edfi-xml-broken';

export interface MutatedMessage {
  /** With the seed it says everything of the message. */
  readonly index: number;
  readonly way: Way;
  /** Attributes of an event in binary mode without their prefix, and the content type; null: one in structured mode. */
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly bytes: Uint8Array;
}

export const DISTRICT = 'torture';
const OF_EACH_KIND = 40;
const shares = { xml: 0.04, elsewhere: 0.03, untouched: 0.05, broken: 0.35, structured: 0.6, odd: 0.15, large: 0.001 };
const SPREAD = 1_000_003;

/** Valid events of every kind, the same for a seed. */
export function validEvents(seed: number): readonly SisEvent[] {
  const source = `/districts/${DISTRICT}/sis`;
  const sampled = sisRecordNames.flatMap((name) => fc.sample(sisEventOf(name), { seed, numRuns: OF_EACH_KIND }));
  const chance = new Chance(seed);
  return sampled.map((event) => (chance.is(shares.elsewhere) ? event : { ...event, source }));
}

/** A message: nothing but its seed and index decide what it is. */
export function mutatedMessage(events: readonly SisEvent[], seed: number, index: number): MutatedMessage {
  const chance = new Chance((seed * SPREAD + index) ^ 0x6d657373);
  return chance.is(shares.xml) ? mutatedXml(index, chance) : mutatedEvent(events, index, chance);
}

function mutatedXml(index: number, chance: Chance): MutatedMessage {
  const bytes = Buffer.from(mutatedElement(chance));
  if (!chance.is(shares.broken)) return { index, way: 'edfi-xml', attributes: null, bytes };
  return { index, way: 'edfi-xml-broken', attributes: null, bytes: mutatedBytes(bytes, Buffer.from(mutatedElement(chance)), chance) };
}

function mutatedEvent(events: readonly SisEvent[], index: number, chance: Chance): MutatedMessage {
  const event = chance.pick(events);
  const other = Buffer.from(JSON.stringify(chance.pick(events)));
  const way = wayOf(event, chance);
  const isBroken = chance.is(shares.broken) && way !== 'http-batch';
  const mutate = (value: object): Uint8Array => {
    if (chance.is(shares.untouched)) return Buffer.from(JSON.stringify(value));
    const text = Buffer.from(isBroken && chance.is(0.7) ? JSON.stringify(value) : mutatedJson(value, chance));
    return sized(isBroken ? mutatedBytes(text, other, chance) : text, chance);
  };
  if (way === 'file' || way === 'http-batch' || chance.is(shares.structured)) return { index, way, attributes: null, bytes: mutate(event) };
  const { data, ...attributes } = event;
  return { index, way, attributes: attributesOf(attributes, chance), bytes: mutate(data) };
}

/** Over HTTP an answer does not say which of its records are facts and which are profiles, which never enter the log. */
function wayOf({ type }: SisEvent, chance: Chance): Way {
  const way = chance.pick(['kafka', 'kafka', 'file', 'file', 'http', 'http-batch', 'http-batch'] as const);
  return type.includes('-profile.') && way.startsWith('http') ? 'kafka' : way;
}

/** About as large as one event may be. */
function sized(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (!chance.is(shares.large)) return bytes;
  const length = MAX_EVENT_BYTES + chance.pick([-1, 0, 1, 2, MAX_EVENT_BYTES]);
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length), ' ')]);
}

function attributesOf(given: Readonly<Record<string, unknown>>, chance: Chance): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === 'datacontenttype' || value === null || value === undefined || chance.is(shares.odd / 10)) continue;
    const text = encodeURIComponent(String(value).toWellFormed()).replaceAll(/%2F|%3A/g, decodeURIComponent);
    attributes[name] = chance.is(shares.odd) ? headerText(changedText(text, chance)) : text;
  }
  return {
    ...attributes,
    'content-type': chance.pick(['application/json', 'application/json; charset=utf-8', 'application/json', 'text/plain']),
  };
}

/** What a header can carry. */
function headerText(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?');
}
