import { bodyText, parsedJson } from './body-text.js';
import { decodeHeaderValue } from './http-values.js';
import { judgeEvent } from './parse-event.js';
import { refused, shown, type ParseContext, type ParseResult } from './refusal.js';

/** One event in binary mode: attributes in headers (`ce_` on Kafka, `ce-` on HTTP; names in lower case), the body is its data. */
export function judgeBinary(
  binding: 'http' | 'kafka',
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  context: ParseContext,
): ParseResult {
  const text = bodyText(body);
  if (typeof text !== 'string') return refused(text);
  const json = parsedJson(text);
  if (!('value' in json)) return refused(json);
  const event: Record<string, unknown> = { data: json.value };
  const prefix = binding === 'kafka' ? 'ce_' : 'ce-';
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith(prefix)) continue;
    const attribute = binding === 'kafka' ? value : decodeHeaderValue(value);
    if (attribute === null) return badEncoding(header, value);
    if (header !== `${prefix}data`) event[header.slice(prefix.length)] = attribute;
  }
  const contentType = headers['content-type'];
  if (contentType !== undefined) event['datacontenttype'] = contentType;
  return judgeEvent(event, context);
}

function badEncoding(header: string, value: string): ParseResult {
  const message = `Header ${header} is ${shown(value)}: percent-encode it as UTF-8, a percent sign as %25.`;
  return refused({ reason: 'schema-violation', path: header.slice(3), found: shown(value), message });
}
