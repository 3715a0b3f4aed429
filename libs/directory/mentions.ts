/**
 * Finds an id in bytes of any format: as it is, as JSON writes it (plain or in ASCII) and percent-encoded. Letters and digits beside it
 * make it another id: erasing S1 leaves what names S12. What looks like the id and is not, such as a date's "12", counts as a mention:
 * where a person is erased, rather a refused record too many goes than one too few.
 */
export function mentionsOf(id: string): (bytes: Uint8Array) => boolean {
  const forms = [...new Set([id, JSON.stringify(id).slice(1, -1), inAscii(id, 'lower'), inAscii(id, 'upper'), encodeURIComponent(id)])].map(
    (form) => Buffer.from(form),
  );
  return (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return forms.some((form) => holds(buffer, form));
  };
}

function holds(buffer: Buffer, form: Buffer): boolean {
  for (let at = buffer.indexOf(form); at !== -1; at = buffer.indexOf(form, at + 1)) {
    if (!isAlphanumeric(buffer[at - 1]) && !isAlphanumeric(buffer[at + form.length])) return true;
  }
  return false;
}

function isAlphanumeric(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}

function inAscii(id: string, letters: 'lower' | 'upper'): string {
  return JSON.stringify(id)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (unit) => {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${letters === 'upper' ? hex.toUpperCase() : hex}`;
    });
}
