const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * Milliseconds until a notice is tried again: doubled with each attempt up to an hour, from half to one and a half of it. The share is
 * made of the message's id, so that notices that failed together do not come back together, and a replay comes to the same.
 * @param attempt the one that failed, from 1. @param asked what the far end asks for, at least.
 */
export function retryAfterMs(messageId: string, attempt: number, asked = 0): number {
  const wait = Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_MS);
  return Math.max(asked, Math.round(wait * (0.5 + shareOf(`${messageId}/${attempt}`))));
}

/** A number from 0 to 1 that looks random and is the same for the same text (FNV-1a, 32 bits). */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash / 0x1_0000_0000;
}
