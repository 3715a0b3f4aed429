import { tooLarge } from './body-text.js';
import type { Line } from './lines.js';
import { parseCloudEvent } from './parse-event.js';
import { refused, type ParseContext, type ParseResult } from './refusal.js';

/** One event of an NDJSON file. */
export function parseLine(line: Line, context: ParseContext = {}): ParseResult {
  return line.overLong === undefined ? parseCloudEvent(line.bytes, context) : refused(tooLarge(line.overLong.length));
}
