import type { Clock } from '#libs/event-sourcing';
import type { KafkaRecord, NewKafkaRecord, RecordProducer } from '#libs/kafka';
import type { FirstDays } from '../day/first-days.js';
import type { IntakeQueue } from '../intake/intake-queue.js';
import { deadLetterRecord } from './dead-letter-record.js';
import { kafkaItem } from './kafka-item.js';

export interface KafkaRecordsParts {
  readonly intake: Pick<IntakeQueue, 'take'>;
  readonly firstDays: FirstDays;
  readonly deadLetters: Pick<RecordProducer, 'send'>;
  readonly clock: Clock;
}

/** What came of the messages since the start; `read = appended + unchanged + deadLettered`. */
export interface KafkaCounts {
  readonly read: number;
  readonly appended: number;
  readonly unchanged: number;
  readonly deadLettered: number;
}

/** Takes messages in. What was refused stands in the dead-letter topic before anything else is done: its offset is passed over after that. */
export class KafkaRecords {
  readonly #parts: KafkaRecordsParts;
  readonly #counts = { read: 0, appended: 0, unchanged: 0, deadLettered: 0 };

  constructor(parts: KafkaRecordsParts) {
    this.#parts = parts;
  }

  get counts(): KafkaCounts {
    return { ...this.#counts };
  }

  /** Resolves when all is durable; may be given the same messages again. The intake orders and groups them by stream. */
  async take(records: readonly KafkaRecord[]): Promise<void> {
    const { intake, firstDays, deadLetters, clock } = this.#parts;
    const receivedAt = clock.now().toISOString();
    const items = records.map((record) => kafkaItem(record, receivedAt));
    const refused: NewKafkaRecord[] = [];
    const districts = new Set<string>();
    for (const [index, record] of records.entries()) {
      const item = items[index];
      if (item === undefined) continue;
      if ('deadLetter' in item) refused.push(deadLetterRecord(record, item.deadLetter));
      else districts.add(item.record.district);
    }
    if (refused.length > 0) await deadLetters.send(refused);
    await firstDays.ensure(districts);
    const outcomes = await intake.take(items);
    this.#counts.read += records.length;
    for (const { outcome } of outcomes) this.#counts[outcome] += 1;
  }
}
