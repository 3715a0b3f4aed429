import { describe, expect, it } from '@jest/globals';
import { sisEvents, type SisEvent } from '#libs/testing';
import { CloudEvent, HTTP, Kafka } from 'cloudevents';
import { fc } from '@fast-check/jest';
import { parseMessage, type Message } from './message.js';
import { parseCloudEvent } from './parse-event.js';
import type { ParseResult, Refusal } from './refusal.js';

const absence = {
  specversion: '1.0',
  id: 'e-1',
  source: '/districts/d%2F1/sis',
  type: 'homeroom.sis.attendance-recorded.v1',
  subject: 'sé 1',
  time: '2025-09-15T14:00:00.000Z',
  data: { studentId: 'sé 1', schoolId: 'north', schoolYear: 2026, date: '2025-09-15', status: 'present' },
};

const direct = (event: unknown): ParseResult => parseCloudEvent(JSON.stringify(event));
const only = (message: Message): ParseResult | undefined => parseMessage(message)[0]?.result;

/** What the official library can carry: it cuts times to milliseconds and knows no attribute that is null. */
const carried = sisEvents.map((event): SisEvent => {
  const { datacontenttype: _, sequence, ...rest } = event;
  return { ...rest, time: new Date(String(event['time'])).toISOString(), ...(sequence !== undefined && { sequence: String(sequence) }) };
});

const asBytes = (body: unknown): Uint8Array => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

function headersOf(headers: object, write = (value: string): string | Uint8Array => value): Message['headers'] {
  const set = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]) => [name, write(String(value))]));
}

/** What the HTTP binding asks of senders; the library leaves it to its callers. */
function percentEncoded(headers: object): Message['headers'] {
  const attributes = Object.entries(headers).map(([name, value]) => [
    name,
    name.startsWith('ce-') ? encodeURIComponent(String(value)) : value,
  ]);
  return headersOf(Object.fromEntries(attributes));
}

describe('messages of the official library', () => {
  it.each(['binary', 'structured'] as const)('are read from HTTP in %s mode', (mode) => {
    fc.assert(
      fc.property(carried, (event) => {
        const { headers, body } = HTTP[mode](new CloudEvent(event));
        expect(only({ binding: 'http', headers: percentEncoded(headers), body: asBytes(body) })).toEqual(direct(event));
      }),
      { numRuns: 200 },
    );
  });

  it.each(['binary', 'structured'] as const)('are read from Kafka in %s mode, with headers as text or bytes', (mode) => {
    fc.assert(
      fc.property(carried, fc.boolean(), (event, bytes) => {
        const { headers, value } = Kafka[mode](new CloudEvent(event));
        const write = (text: string): string | Uint8Array => (bytes ? Buffer.from(text) : text);
        expect(only({ binding: 'kafka', headers: headersOf(headers, write), body: asBytes(value) })).toEqual(direct(event));
      }),
      { numRuns: 200 },
    );
  });
});

function http(headers: Message['headers'], body: unknown): Message {
  return { binding: 'http', headers, body: asBytes(body) };
}

const binaryHeaders = {
  'ce-specversion': '1.0',
  'ce-id': 'e-1',
  'ce-source': '/districts/d%252F1/sis',
  'ce-type': absence.type,
  'ce-subject': 's%C3%A9%201',
  'ce-time': absence.time,
};

describe('binary mode', () => {
  it('undoes percent-encoding once and the quotes of older senders', () => {
    expect(only(http(binaryHeaders, absence.data))).toEqual(direct(absence));
    expect(only(http({ ...binaryHeaders, 'CE-Subject': '"s%C3%A9 1"', 'Content-Type': 'application/json' }, absence.data))).toEqual(
      direct(absence),
    );
    expect(only(http({ ...binaryHeaders, 'ce-id': String.raw`"e\"1"` }, absence.data))).toMatchObject({ record: { id: 'e"1' } });
  });

  it('is refused where an attribute is missing, no encoding, or the content is not JSON', () => {
    const { 'ce-subject': _, ...rest } = binaryHeaders;
    const refusal = (headers: Message['headers'], body: unknown = absence.data): Refusal | null => {
      const result = only(http(headers, body));
      return result === undefined || result.ok ? null : result.refusal;
    };
    expect(refusal(rest)).toMatchObject({ path: 'subject', message: 'subject is missing: expected a string.' });
    expect(refusal({ ...rest, 'ce-subject': '100%' })).toMatchObject({
      path: 'subject',
      message: expect.stringContaining('%25') as unknown,
    });
    expect(refusal({ ...binaryHeaders, 'content-type': 'text/xml' })).toMatchObject({ path: 'datacontenttype' });
    expect(refusal(binaryHeaders, '{"studentId"')).toMatchObject({ reason: 'unparseable' });
  });
});

describe('a batch', () => {
  const batch = (body: string): ReturnType<typeof parseMessage> =>
    parseMessage(http({ 'content-type': 'application/cloudevents-batch+json; charset=utf-8' }, body));
  const tricky = { ...absence, data: { ...absence.data, note: '],[{"\\"}é' } };

  it('has each member judged alone, with its own bytes', () => {
    const members = [JSON.stringify(absence), '{"a" : [1, {}] }', '{broken}', '"\\\\"', JSON.stringify(tricky), 'null'];
    const judged = batch(`\ufeff [ ${members.join(' ,\n\t')} ]\r\n`);
    expect(judged.map(({ original }) => Buffer.from(original).toString())).toEqual(members);
    expect(judged.map(({ result }) => (result.ok ? 'ok' : result.refusal.reason))).toEqual([
      'ok',
      'schema-violation',
      'unparseable',
      'schema-violation',
      'ok',
      'schema-violation',
    ]);
  });

  it('splits as JSON does, whatever the members hold', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 2), (members, indent) => {
        const judged = batch(JSON.stringify(members, null, indent));
        expect(judged.map(({ original }) => JSON.parse(Buffer.from(original).toString()) as unknown)).toEqual(
          JSON.parse(JSON.stringify(members)),
        );
      }),
    );
  });

  it('may be empty', () => {
    expect(batch('[]')).toEqual([]);
  });

  it.each(['', '{}', '[', '[{}', '[{},', '["a]', '[{}] x', '[] []'])('is one refusal where it is no whole array: %s', (body) => {
    expect(batch(body)).toMatchObject([{ result: { refusal: { reason: 'unparseable' } }, original: Buffer.from(body) }]);
  });

  it('is one refusal with too many members, and refuses only the member that is too large', () => {
    expect(batch(`[${'1,'.repeat(10_000)}1]`)).toMatchObject([{ result: { refusal: { reason: 'too-large' } } }]);
    const [large, small] = batch(`["${'x'.repeat(256 * 1024)}",${JSON.stringify(absence)}]`);
    expect(large?.result).toMatchObject({ refusal: { reason: 'too-large' } });
    expect(small?.result.ok).toBe(true);
  });
});

describe('a message', () => {
  it('without content mode is refused, saying which there are', () => {
    expect(only(http({ 'content-type': 'application/json' }, absence))).toMatchObject({
      refusal: {
        reason: 'unsupported-content-type',
        message:
          'The message has content-type "application/json" and no ce headers: ' +
          'send application/cloudevents+json, application/cloudevents-batch+json or binary mode.',
      },
    });
    expect(only({ binding: 'kafka', headers: {}, body: asBytes(absence) })).toMatchObject({
      refusal: { reason: 'unsupported-content-type' },
    });
  });

  it('of Kafka is one event: a batch is refused, saying what there is', () => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    expect(only({ binding: 'kafka', headers, body: Buffer.from('[]') })).toMatchObject({
      refusal: { message: expect.stringContaining('no ce headers: send application/cloudevents+json or binary mode.') as unknown },
    });
  });

  it('of Kafka goes on with the trace of its own header, if that is one', () => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const body = asBytes({ ...absence, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` });
    expect(only({ binding: 'kafka', headers: { ...headers, traceparent: Buffer.from(traceparent) }, body })).toMatchObject({
      record: { traceparent },
    });
    expect(only({ binding: 'kafka', headers: { ...headers, traceparent: 'nonsense' }, body })).toMatchObject({
      record: { traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` },
    });
  });

  it('without a value is a tombstone, in every mode', () => {
    expect(only({ binding: 'kafka', headers: { ce_specversion: '1.0' }, body: null })).toMatchObject({ refusal: { reason: 'tombstone' } });
  });

  it('takes the last of a repeated header', () => {
    const headers = { 'content-type': ['text/plain', Buffer.from('application/cloudevents+json')] };
    expect(only({ binding: 'kafka', headers, body: asBytes(absence) })).toEqual(direct(absence));
  });

  it('never throws, whatever its headers and bytes', () => {
    const header = fc.oneof(fc.string(), fc.uint8Array(), fc.constant(undefined), fc.array(fc.string()));
    const name = fc.oneof(fc.string(), fc.constantFrom('ce-specversion', 'ce-type', 'ce_specversion', 'content-type', '__proto__'));
    const modes = fc.constantFrom('application/cloudevents+json', 'application/cloudevents-batch+json', 'text/plain');
    fc.assert(
      fc.property(fc.dictionary(name, header), modes, fc.uint8Array(), fc.boolean(), (headers, mode, body, kafka) => {
        const judged = parseMessage({ binding: kafka ? 'kafka' : 'http', headers: { 'content-type': mode, ...headers }, body });
        expect(judged.every(({ result }) => !result.ok)).toBe(true);
      }),
    );
  });
});
