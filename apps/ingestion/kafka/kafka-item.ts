import { deadLetterOf, districtOfKey, parseMessage, plainHeaders } from '#libs/contracts';
import type { KafkaRecord } from '#libs/kafka';
import type { IntakeItem } from '../intake/intake-item.js';

/** A message as the intake takes it: a checked record, or a dead letter known by its place in the topic. Never throws. */
export function kafkaItem({ topic, partition, offset, key, value, headers }: KafkaRecord, receivedAt: string): IntakeItem {
  const [judged] = parseMessage({ binding: 'kafka', headers, body: value });
  if (judged === undefined) throw new Error('A Kafka message was judged as no event.');
  const { result, original } = judged;
  if (result.ok) return { record: result.record };
  const origin = { kind: 'kafka', topic, partition, offset } as const;
  const { district = districtOfKey(key), ...why } = result.refusal;
  const refusal = { ...why, ...(district !== undefined && { district }) };
  return { deadLetter: deadLetterOf({ refusal, origin, original, receivedAt, headers: eventHeaders(headers) }) };
}

/** Only what belongs to the event: other headers may hold secrets. */
function eventHeaders(headers: KafkaRecord['headers']): Record<string, string> {
  const plain = Object.entries(plainHeaders(headers));
  return Object.fromEntries(plain.filter(([name]) => name === 'content-type' || name.startsWith('ce_')));
}
