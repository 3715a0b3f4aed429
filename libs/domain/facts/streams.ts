/** Names of streams. Ids of schools and communities are percent-encoded, people stand behind their random keys. */

/** A shard is a range of the key's first byte, so student streams begin with it. */
function personPart(district: string, key: string): string {
  return `${key.slice(0, 2)}.${encode(district)}.${key}`;
}

/** Percent-encoding that also covers the dot, which separates the parts of a stream name. */
function encode(id: string): string {
  return encodeURIComponent(id).replaceAll('.', '%2E');
}

export function studentStream(district: string, key: string, schoolYear: number): string {
  return `student-${personPart(district, key)}.${schoolYear}`;
}

export function statusStream(district: string, key: string, schoolYear: number): string {
  return `status-${personPart(district, key)}.${schoolYear}`;
}

export function alertStream(district: string, key: string, alert: string): string {
  return `alert-${key.slice(0, 2)}.${encode(district)}.${alert}`;
}

/** An alert that is about no student stands behind its own id. */
export function placeAlertStream(district: string, alert: string): string {
  return alertStream(district, alert, alert);
}

/** One notice to one person, outside the inbox. @param notice a UUID. */
export function noticeStream(district: string, notice: string): string {
  return `notice-${notice.slice(0, 2)}.${encode(district)}.${notice}`;
}

export function careStream(district: string, key: string): string {
  return `care-${personPart(district, key)}`;
}

export function identityStream(district: string, key: string): string {
  return `identity-${personPart(district, key)}`;
}

export function schoolStream(district: string, school: string, schoolYear: number): string {
  return `school-${encode(district)}.${encode(school)}.${schoolYear}`;
}

export function communityStream(district: string, community: string): string {
  return `community-${encode(district)}.${encode(community)}`;
}

export function districtStream(district: string): string {
  return `district-${encode(district)}`;
}

export function staffStream(district: string, key: string): string {
  return `staff-${encode(district)}.${key}`;
}

/** What a stream's name says. `year` is 0 where the stream is not of one school year. */
export type StreamName =
  | { readonly kind: 'student' | 'status'; readonly district: string; readonly key: string; readonly year: number }
  | { readonly kind: 'alert'; readonly district: string; readonly alert: string }
  | { readonly kind: 'notice'; readonly district: string; readonly notice: string }
  | { readonly kind: 'identity' | 'staff' | 'care'; readonly district: string; readonly key: string }
  | { readonly kind: 'school'; readonly district: string; readonly school: string; readonly year: number }
  | { readonly kind: 'community'; readonly district: string; readonly community: string }
  | { readonly kind: 'district'; readonly district: string };

/** Told apart by these texts: a text cut from each name would stand in memory once for each student. */
const kinds = ['student', 'status', 'alert', 'notice', 'identity', 'care', 'staff', 'school', 'community', 'district'] as const;
/** The same for the few districts, by their part of a name. */
const districts = new Map<string, string>();

const remembered = new Map<string, StreamName>();
const MOST_REMEMBERED = 100_000;

/** Reads a stream's name; names are remembered, for they come again with every event. @throws Error for a name that is not of this system. */
export function parseStream(name: string): StreamName {
  let stream = remembered.get(name);
  if (stream === undefined) {
    stream = readName(name);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(name, stream);
  }
  return stream;
}

function districtOf(part: string): string {
  let district = districts.get(part);
  if (district === undefined) {
    district = decodeURIComponent(part);
    districts.set(part, district);
  }
  return district;
}

function readName(name: string): StreamName {
  const dash = name.indexOf('-');
  const parts = name.slice(dash + 1).split('.');
  const part = (index: number): string => decodeURIComponent(parts[index] ?? '');
  const district = (index: number): string => districtOf(parts[index] ?? '');
  const kind = kinds.find((known) => name.startsWith(known) && known.length === dash);
  switch (kind) {
    case 'student':
    case 'status':
      return { kind, district: district(1), key: part(2), year: Number(parts[3]) };
    case 'alert':
      return { kind, district: district(1), alert: part(2) };
    case 'notice':
      return { kind, district: district(1), notice: part(2) };
    case 'identity':
    case 'care':
      return { kind, district: district(1), key: part(2) };
    case 'staff':
      return { kind, district: district(0), key: part(1) };
    case 'school':
      return { kind, district: district(0), school: part(1), year: Number(parts[2]) };
    case 'community':
      return { kind, district: district(0), community: part(1) };
    case 'district':
      return { kind, district: district(0) };
    case undefined:
      throw new Error(`No stream of this system is named "${name}".`);
  }
}
