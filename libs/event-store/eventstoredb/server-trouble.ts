/** The server did not answer, or could not: whether it has done what was asked is not known, and asking again is sound. */
export class ServerTroubleError extends Error {
  override readonly name = 'ServerTroubleError';
}

/** Codes of gRPC: cancelled, deadline exceeded, resource exhausted, aborted, internal, unavailable. */
const PASSING_CODES = new Set<unknown>([1, 4, 8, 10, 13, 14]);
const PASSING_TYPES = new Set<unknown>(['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader']);
/** What a node says by an error of no kind: it has just started, or loses its leader. */
const PASSING_MESSAGES =
  /not ready|too busy|no leader|timed? ?out|unavailable|failed to discover|write after end|goaway|channel (has been|was) shut/i;

/**
 * Tells trouble that passes from mistakes. By kind, by the raw code (a server that is down rejects an append with an error of no kind)
 * and by what it says ("Server Is Not Ready" has another kind for each sort of append).
 */
function isPassing(error: unknown): boolean {
  const { type, code, message } = Object(error) as { type?: unknown; code?: unknown; message?: unknown };
  return PASSING_TYPES.has(type) || PASSING_CODES.has(code) || PASSING_MESSAGES.test(String(message));
}

export function asTrouble(error: unknown): unknown {
  if (error instanceof ServerTroubleError || !isPassing(error)) return error;
  return new ServerTroubleError(error instanceof Error ? error.message : String(error), { cause: error });
}
