import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { XmlFileError } from './xml-file-error.js';

const CHUNK_BYTES = 256 * 1024;
const DECLARATION_BYTES = 200;

/** Encodings read, by the names that files declare. */
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

/**
 * A file's text in pieces, decoded strictly by its byte order mark or declaration; UTF-8 where it has none.
 * @throws XmlFileError for bytes that are not of the encoding, or an encoding that is not read.
 */
export async function* xmlText(path: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let line = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const text = decoded(decoder, chunk, line);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
    yield text;
  }
  const rest = decoder === null ? '' : decoded(decoder, null, line);
  if (rest !== '') yield rest;
}

function decoded(decoder: TextDecoder, chunk: Buffer | null, line: number): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    const reason = `not valid ${decoder.encoding.toUpperCase()}: save the file in the encoding that it declares`;
    throw new XmlFileError(reason, line + (chunk === null ? 0 : linesBeforeFault(decoder.encoding, chunk)));
  }
}

/** Lines before the first byte that cannot be decoded; a lenient decoder shows it as U+FFFD, also where a chunk begins within a character. */
function linesBeforeFault(encoding: string, chunk: Buffer): number {
  const text = new TextDecoder(encoding).decode(chunk);
  return text.slice(0, Math.max(0, text.indexOf('\uFFFD', 1))).split('\n').length - 1;
}

function encodingOf(start: Buffer): string {
  const mark = markOf(start);
  if (mark !== null) return mark;
  const declaration = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(start.toString('latin1', 0, DECLARATION_BYTES));
  const declared = declaration?.[1]?.toLowerCase();
  if (declared === undefined) return 'utf-8';
  const encoding = encodings[declared];
  if (encoding === undefined) throw new XmlFileError(`encoding "${declared}" is not read: save the file as UTF-8`, 1);
  if (encoding.startsWith('utf-16')) throw new XmlFileError(`declares ${declared} but is not: save the file as UTF-8`, 1);
  return encoding;
}

/** A byte order mark, or the zero bytes that UTF-16 shows without one. */
function markOf(start: Buffer): string | null {
  return marks.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte))?.encoding ?? null;
}

const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0x3c, 0], encoding: 'utf-16le' },
  { bytes: [0, 0x3c], encoding: 'utf-16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
];
