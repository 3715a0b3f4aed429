import { DEAD_LETTER_TOPIC, type DeadLetter, type DeadLetterHeaders } from '#libs/contracts';
import type { KafkaRecord, NewKafkaRecord } from '#libs/kafka';

/** The dead-letter topic takes 2 MiB a message, headers and reason too. */
const MOST_BYTES = 1_900_000;

/**
 * A refused message for the dead-letter topic: key, value and headers as they came, and in headers of its own why it was refused and where it
 * stood. Whoever reads the topic knows a letter that was sent twice by `homeroom-origin`.
 */
export function deadLetterRecord({ key, value, headers }: KafkaRecord, letter: DeadLetter): NewKafkaRecord {
  const { id, reason, message, path, receivedAt } = letter;
  const size = value?.byteLength ?? 0;
  const why: DeadLetterHeaders = {
    'homeroom-origin': id,
    'homeroom-reason': reason,
    'homeroom-message': message,
    ...(path !== undefined && { 'homeroom-path': path }),
    'homeroom-received-at': receivedAt,
    ...(size > MOST_BYTES && { 'homeroom-cut-from-bytes': String(size) }),
  };
  return {
    topic: DEAD_LETTER_TOPIC,
    key,
    value: size > MOST_BYTES ? (value?.subarray(0, MOST_BYTES) ?? null) : value,
    headers: { ...headers, ...why },
  };
}
