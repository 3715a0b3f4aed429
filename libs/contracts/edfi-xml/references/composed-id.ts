import { createHash } from 'node:crypto';

const LENGTH = 200;
const HEAD = 150;

/** An id made of parts that no source gives as a whole; one that gets too long ends in a hash, so that it stays one of its own. */
export function composedId(...parts: readonly (string | undefined)[]): string {
  const id = parts.filter((part) => part !== undefined && part !== '').join(':');
  if (id.length <= LENGTH) return id;
  return `${id.slice(0, HEAD).toWellFormed()}#${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
