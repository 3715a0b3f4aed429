import type { NewKafkaRecord } from '../kafka.port.js';

/** A topic refuses a batch beyond its `max.message.bytes`, 1 MiB by default, and a send makes one batch of each partition. */
const MOST_BYTES = 512 * 1024;
const MOST_RECORDS = 1_000;

type Sending = ReadonlyMap<string, readonly NewKafkaRecord[]>;

/** Records by topic, in as many sends as their size asks for. A record that is larger than a send may be goes alone. */
export function* sendings(records: readonly NewKafkaRecord[]): Generator<Sending> {
  let sending = new Map<string, NewKafkaRecord[]>();
  let [bytes, count] = [0, 0];
  for (const record of records) {
    const size = sizeOf(record);
    if (count > 0 && (bytes + size > MOST_BYTES || count === MOST_RECORDS)) {
      yield sending;
      sending = new Map();
      [bytes, count] = [0, 0];
    }
    const ofTopic = sending.get(record.topic);
    if (ofTopic === undefined) sending.set(record.topic, [record]);
    else ofTopic.push(record);
    bytes += size;
    count += 1;
  }
  if (count > 0) yield sending;
}

function sizeOf({ key, value, headers = {} }: NewKafkaRecord): number {
  const ofHeaders = Object.entries(headers).flatMap(([name, values]) => [
    name,
    ...(typeof values === 'string' || values instanceof Uint8Array ? [values] : (values ?? [])),
  ]);
  return ofHeaders.reduce((size, text) => size + text.length, lengthOf(key) + lengthOf(value));
}

/** Of a text the characters: most are one byte, and the limit leaves room. */
function lengthOf(value: string | Uint8Array | null): number {
  return value?.length ?? 0;
}
