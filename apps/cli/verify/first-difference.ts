/** Where two JSON values differ first, and what stands there. */
export interface Difference {
  /** For example `row.conditions[0].value`; empty where the values themselves differ. */
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** The order of an object's fields says nothing; null: the values are the same. */
export function firstDifference(left: unknown, right: unknown, path = ''): Difference | null {
  if (Object.is(left, right)) return null;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return { path, left, right };
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[field], right[field], join(path, field, Array.isArray(left)));
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function join(path: string, field: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${field}]`;
  return path === '' ? field : `${path}.${field}`;
}
