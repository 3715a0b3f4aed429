/**
 * An attribute's value out of an HTTP header: double quotes of older senders are undone, then one round of percent-decoding
 * (CloudEvents HTTP binding 3.1.3.2). null where the percent signs are no encoding of UTF-8.
 */
export function decodeHeaderValue(value: string): string | null {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value.trim());
  const plain = quoted?.[1] === undefined ? value : quoted[1].replace(/\\(.)/g, '$1');
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return null;
  }
}
