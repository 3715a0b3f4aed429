import { randomBytes } from 'node:crypto';

/** As long as the digest that is made with it. */
const BYTES = 32;

export function newSecret(): string {
  return `whsec_${randomBytes(BYTES).toString('base64')}`;
}
