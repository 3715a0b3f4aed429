import { UsageError } from '../terminal/failures.js';

/** No endpoint has the id that was given. */
export function unknownEndpoint(id: string): UsageError {
  return new UsageError(`${JSON.stringify(id)} names no endpoint: homeroom webhooks list shows them.`);
}
