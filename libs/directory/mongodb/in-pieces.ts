/** What one command takes at once: an id may have a thousand characters. */
const PIECE = 1_000;

export function inPieces<T>(items: readonly T[], size = PIECE): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
