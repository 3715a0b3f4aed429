import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdfiReport, EventsAnswer } from '#libs/contracts';
import { interchange } from '#libs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { NewKafkaRecord } from '#libs/kafka';
import { importEdfiXml, importEvents, KafkaRecords } from '../../apps/ingestion/index.js';
import type { MessageHouse } from './message-house.js';
import { DISTRICT, type MutatedMessage, type Way } from './mutated-message.js';

/** Gives messages to a house by one way and enters in its account what it says became of them. */
export type WayIn = (house: MessageHouse, messages: readonly MutatedMessage[], app: NestFastifyApplication) => Promise<void>;

const STRUCTURED = 'application/cloudevents+json';
const LINE_FEED = 0x0a;

export const waysIn: Readonly<Record<Way, WayIn>> = {
  async kafka(house, messages) {
    const sent: NewKafkaRecord[] = [];
    const send = async (letters: readonly NewKafkaRecord[]): Promise<void> => void sent.push(...letters);
    const records = new KafkaRecords({ ...house, deadLetters: { send } });
    await records.take(messages.map(kafkaRecord));
    house.enter(messages.length, records.counts);
    expectSameBytes(sent, messages);
    if (sent.length !== records.counts.deadLettered) throw new Error(`${sent.length} letters were sent: ${JSON.stringify(records.counts)}`);
  },

  async file(house, messages) {
    const lines = messages.flatMap(({ bytes }) => linesIn(bytes));
    const content = Buffer.concat(messages.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]));
    const files = [{ name: 'mutated.ndjson', open: () => inChunks(content) }];
    const { total } = await importEvents(files, { ...house, district: DISTRICT, timeZone: 'UTC' });
    house.enter(lines.length, total);
  },

  async http(house, messages, app) {
    for (const message of messages) {
      const { bytes, attributes } = message;
      const headers = attributes === null ? { 'content-type': STRUCTURED } : prefixed('ce-', attributes);
      const answer = await app.inject({ method: 'POST', url: '/api/events', headers, payload: Buffer.from(bytes) });
      enterAnswer(house, 1, answer);
      if (answer.statusCode === 200 && typeOf(message).includes('-profile.')) house.facts -= answer.json<EventsAnswer>().appended;
    }
  },

  async 'http-batch'(house, messages, app) {
    const payload = `[${messages.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join(',')}]`;
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const answer = await app.inject({ method: 'POST', url: '/api/events', headers, payload });
    if (answer.statusCode !== 200) throw new Error(`A batch was answered with ${answer.statusCode}: ${answer.body}`);
    enterAnswer(house, messages.length, answer);
  },

  async 'edfi-xml'(house, messages) {
    const files = { 'all.xml': interchange(...messages.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))) };
    const { failedFiles, read, skipped } = await takeInterchange(house, files);
    if (failedFiles.length > 0) throw new Error(`A well-formed file could not be read: ${JSON.stringify(failedFiles)}`);
    const elements = [...Object.values(read), ...Object.values(skipped)].reduce((sum, count) => sum + count, 0);
    house.enter(messages.length, { elements });
  },

  async 'edfi-xml-broken'(house, messages) {
    const files = Object.fromEntries(messages.map(({ index, bytes }) => [`${index}.xml`, framed(bytes)]));
    const { failedFiles } = await takeInterchange(house, files);
    const silent = failedFiles.filter(({ line, reason }) => line < 1 || reason === '');
    if (silent.length > 0) throw new Error(`Files failed without a place or a reason: ${JSON.stringify(silent)}`);
    house.enter(messages.length, { answered: failedFiles.length, elements: messages.length - failedFiles.length });
  },
};

async function takeInterchange(house: MessageHouse, files: Readonly<Record<string, string | Uint8Array>>): Promise<EdfiReport> {
  const directory = await mkdtemp(join(tmpdir(), 'homeroom-torture-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
    const { total, interchange: report } = await importEdfiXml({ ...house, directory, district: DISTRICT, timeZone: 'UTC', force: true });
    const counts = Object.values(report.records);
    const emitted = counts.reduce((sum, each) => sum + each.emitted, 0);
    const refused = counts.reduce((sum, each) => sum + each.deadLettered, 0);
    if (emitted !== total.appended + total.unchanged || refused !== total.deadLettered) {
      throw new Error(`Of ${emitted} records and ${refused} refused ones came ${JSON.stringify(total)}`);
    }
    return report;
  } finally {
    await rm(directory, { recursive: true });
  }
}

function framed(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('<Interchange>'), bytes, Buffer.from('</Interchange>')]);
}

/** Two messages that ran into each other may have become a profile, which is no fact. */
function typeOf({ attributes, bytes }: MutatedMessage): string {
  return (
    attributes?.['type'] ??
    String(
      (
        JSON.parse(
          Buffer.from(bytes)
            .toString('utf8')
            .replace(/^\ufeff/, ''),
        ) as { type: unknown }
      ).type,
    )
  );
}

function kafkaRecord({ index, attributes, bytes }: MutatedMessage) {
  const headers = attributes === null ? { 'content-type': STRUCTURED } : prefixed('ce_', attributes);
  return { topic: 'homeroom.sis.attendance', partition: 0, offset: String(index), key: null, value: Buffer.from(bytes), headers };
}

function prefixed(prefix: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name === 'content-type' ? name : prefix + name, value]));
}

function expectSameBytes(letters: readonly NewKafkaRecord[], messages: readonly MutatedMessage[]): void {
  const came = new Map(messages.map(({ index, bytes }) => [String(index), bytes]));
  for (const { headers, value } of letters) {
    const offset = String(headers?.['homeroom-origin']).split('/').at(-1) ?? '';
    const bytes = came.get(offset);
    if (bytes === undefined || value === null || Buffer.compare(bytes, Buffer.from(value)) !== 0) {
      throw new Error(`The dead letter of offset ${offset} is not the message that came.`);
    }
  }
}

/** The lines of a file as its reader counts them: blank ones are none. */
function linesIn(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let to = bytes.indexOf(LINE_FEED); from <= bytes.length; to = bytes.indexOf(LINE_FEED, from)) {
    const end = to === -1 ? bytes.length : to;
    lines.push(Buffer.from(bytes.subarray(from, end)).toString('latin1'));
    from = end + 1;
  }
  return lines.filter((line) => /[^ \t\r]/.test(line));
}

async function* inChunks(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += 10_007) yield content.subarray(from, from + 10_007);
}

/** A request is answered with what became of its records, or with what is wrong with it; then a single event is a dead letter all the same. */
function enterAnswer(
  house: MessageHouse,
  count: number,
  { statusCode, body }: { readonly statusCode: number; readonly body: string },
): void {
  if (statusCode === 200) {
    const counts = JSON.parse(body) as EventsAnswer;
    house.enter(count, counts);
    house.facts += counts.appended;
    return;
  }
  if (statusCode < 400 || statusCode >= 500) throw new Error(`It was answered with ${statusCode}: ${body}`);
  house.enter(count, { answered: count });
}
