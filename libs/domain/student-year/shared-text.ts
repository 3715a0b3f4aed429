/** Beyond this many texts they are forgotten and kept anew: ids of courses, terms and sections of many districts. */
const MOST_TEXTS = 100_000;

const texts = new Map<string, string>();

/** The same text, as one string for all students who share it: thousands have the same courses, terms and sections. */
export function sharedText(text: string): string {
  const shared = texts.get(text);
  if (shared !== undefined) return shared;
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, text);
  return text;
}
