import { LRUCache } from 'lru-cache';
import { isWithin } from './code-points.js';

/** Few systems send: their sources are decoded once. */
const districts = new LRUCache<string, { readonly district: string | null }>({ max: 1000 });

/** The district id of a source `/districts/{districtId}/{system}`, percent-decoded; null where it holds none of 1 to 200 characters. */
export function districtOf(source: string): string | null {
  let known = districts.get(source);
  if (known === undefined) {
    known = { district: decoded(source.split('/')[2] ?? '') };
    districts.set(source, known);
  }
  return known.district;
}

function decoded(part: string): string | null {
  try {
    const id = decodeURIComponent(part);
    return id !== '' && id.isWellFormed() && isWithin(id, 200) ? id : null;
  } catch {
    return null;
  }
}

/** The source of a district's system. */
export function sourceOf(district: string, system: string): string {
  return `/districts/${encodeURIComponent(district)}/${encodeURIComponent(system)}`;
}
