import type { HeaderValue } from '#libs/contracts';
import type { Message, Producer } from 'kafkajs';
import type { Logger } from 'pino';
import { kafkaOf } from '../client/connect.js';
import type { KafkaConnection } from '../client/kafka-connection.js';
import { kafkaErrorOf } from '../kafka.errors.js';
import { RecordProducer, type NewKafkaRecord } from '../kafka.port.js';
import { sendings } from './sendings.js';

export interface RecordProducerOptions {
  readonly connection: KafkaConnection;
  readonly logger: Logger;
  /** Tries of one send; each pauses longer than the one before. Default 5, some 10 s in all. */
  readonly retries?: number;
}

const ALL_IN_SYNC = -1;

/** Sends through kafkajs. After an error it begins anew: the sequence of an idempotent producer cannot go on after a gap. */
export class KafkajsRecordProducer extends RecordProducer {
  readonly #options: RecordProducerOptions;
  #producer: Promise<Producer> | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(options: RecordProducerOptions) {
    super();
    this.#options = options;
  }

  override send(records: readonly NewKafkaRecord[]): Promise<void> {
    const sent = this.#last.then(() => this.#sendAll(records));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  override async close(): Promise<void> {
    await this.#last;
    await this.#drop();
  }

  async #sendAll(records: readonly NewKafkaRecord[]): Promise<void> {
    try {
      for (const topicMessages of sendings(records)) {
        const producer = await (this.#producer ??= this.#connect());
        await producer.sendBatch({
          acks: ALL_IN_SYNC,
          topicMessages: [...topicMessages].map(([topic, messages]) => ({ topic, messages: messages.map(messageOf) })),
        });
      }
    } catch (error) {
      await this.#drop();
      throw kafkaErrorOf(error, `Sending to ${[...new Set(records.map(({ topic }) => topic))].join(', ')}`);
    }
  }

  async #connect(): Promise<Producer> {
    const { connection, logger, retries = 5 } = this.#options;
    const kafka = kafkaOf(connection, logger);
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, retry: { retries } });
    await producer.connect();
    return producer;
  }

  async #drop(): Promise<void> {
    const producer = this.#producer;
    this.#producer = null;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }
}

function messageOf({ key, value, headers }: NewKafkaRecord): Message {
  return { key: bytesOf(key), value: bytesOf(value), ...(headers !== undefined && { headers: headersOf(headers) }) };
}

function headersOf(headers: NonNullable<NewKafkaRecord['headers']>): NonNullable<Message['headers']> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerOf(value)]));
}

function headerOf(value: HeaderValue): string | Buffer | (string | Buffer)[] | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return value instanceof Uint8Array ? bufferOf(value) : value.map((each) => (typeof each === 'string' ? each : bufferOf(each)));
}

function bytesOf(value: string | Uint8Array | null): string | Buffer | null {
  return value === null || typeof value === 'string' ? value : bufferOf(value);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
