/** Fields of events and documents in which keys of people stand, one or several. */
const personFields = new Set(['staff', 'standsInFor', 'studentKey', 'substituteKey', 'acknowledgedBy', 'by', 'key', 'newKey']);

/** The keys of everybody who is named somewhere in a value. */
export function peopleIn(value: unknown): string[] {
  const found: string[] = [];
  mapPeople(value, (key) => {
    found.push(key);
    return key;
  });
  return found;
}

/** The same value with people shown as the district knows them. */
export function withLabels<T>(value: T, labelOf: (key: string) => string): T {
  return mapPeople(value, labelOf) as T;
}

function mapPeople(value: unknown, change: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapPeople(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, personFields.has(name) ? mapKeys(field, change) : mapPeople(field, change)]),
  );
}

function mapKeys(field: unknown, change: (key: string) => string): unknown {
  if (typeof field === 'string') return isKey(field) ? change(field) : field;
  return Array.isArray(field) ? field.map((item) => mapKeys(item, change)) : field;
}

/** Decisions are signed with names, which are no keys. */
function isKey(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
