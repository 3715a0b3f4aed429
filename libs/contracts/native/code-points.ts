/** True where a text has at most `limit` characters, counted as Unicode code points. */
export function isWithin(text: string, limit: number): boolean {
  if (text.length <= limit) return true;
  if (text.length > 2 * limit) return false;
  let characters = 0;
  for (const _ of text) characters++;
  return characters <= limit;
}
