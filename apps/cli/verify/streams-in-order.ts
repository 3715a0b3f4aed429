import { parseStream, type StreamName } from '#libs/domain';
import type { Embedded } from '../../standalone/index.js';

/** A stream of facts, by the district's own ids. */
export interface FactStream {
  readonly stream: string;
  readonly district: string;
  readonly kind: 'district' | 'school' | 'community' | 'staff' | 'identity' | 'student';
  /** null: an erased person's. */
  readonly id: string | null;
  /** 0 where it is not of one school year. */
  readonly year: number;
  /** Of a person. */
  readonly key: string | null;
}

const kinds = ['district', 'school', 'community', 'staff', 'identity', 'student'] as const;
const PAGE = 20_000;
const AT_ONCE = 1_000;

/** All streams of facts, sorted by district, kind, id and year. */
export async function streamsInOrder({ log, directory }: Embedded, signal: AbortSignal): Promise<readonly FactStream[]> {
  const names = new Set<string>();
  for await (const { events } of log.read({ prefixes: kinds.map((kind) => `${kind}-`), batchSize: PAGE })) {
    signal.throwIfAborted();
    for (const { stream } of events) names.add(stream);
  }
  const streams: FactStream[] = [];
  const all = [...names];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE).map((stream) => ({ stream, name: parseStream(stream) }));
    const people = await directory.people(some.flatMap(({ name }) => ('key' in name ? [name.key] : [])));
    streams.push(...some.flatMap(({ stream, name }) => describe(stream, name, (key) => people.get(key)?.id ?? null)));
  }
  return streams.sort(compare);
}

function describe(stream: string, name: StreamName, idOf: (key: string) => string | null): FactStream[] {
  const { district } = name;
  switch (name.kind) {
    case 'student':
      return [{ stream, district, kind: name.kind, id: idOf(name.key), year: name.year, key: name.key }];
    case 'staff':
    case 'identity':
      return [{ stream, district, kind: name.kind, id: idOf(name.key), year: 0, key: name.key }];
    case 'school':
      return [{ stream, district, kind: name.kind, id: name.school, year: name.year, key: null }];
    case 'community':
      return [{ stream, district, kind: name.kind, id: name.community, year: 0, key: null }];
    case 'district':
      return [{ stream, district, kind: name.kind, id: district, year: 0, key: null }];
    case 'status':
    case 'alert':
    case 'notice':
    case 'care':
      return [];
  }
}

function compare(a: FactStream, b: FactStream): number {
  return (
    compareTexts(a.district, b.district) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    compareTexts(a.id ?? '', b.id ?? '') ||
    a.year - b.year
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
