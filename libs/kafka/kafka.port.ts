import type { HeaderValue } from '#libs/contracts';

/** A message as it was fetched. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  /** A decimal number that only grows within its partition. */
  readonly offset: string;
  readonly key: Uint8Array | null;
  /** null: a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, HeaderValue>>;
}

/** A message that is to be sent; messages of one key keep their order. */
export interface NewKafkaRecord {
  readonly topic: string;
  readonly key: string | Uint8Array | null;
  readonly value: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, HeaderValue>>;
}

/** Sends messages so that none is lost or written twice by a repeated try: idempotent, acknowledged by all replicas in sync. */
export abstract class RecordProducer {
  /** Resolves when all are acknowledged. @throws KafkaError; some of them may stand in their topics then. */
  abstract send(records: readonly NewKafkaRecord[]): Promise<void>;

  abstract close(): Promise<void>;
}

/** How far one partition is taken in. */
export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Messages that stand in the partition and are not taken in yet, as of the last fetch. */
  readonly lag: number;
}

export interface ConsumerTrouble {
  readonly what: string;
  /** False for what has happened and needs to be known, but does not hold up anything. */
  readonly serious: boolean;
}

/** Takes the messages of some topics to where they become durable, as one member of a group. */
export abstract class RecordConsumer {
  /**
   * Consumes until `stop`. Trouble that passes is waited out, with the partition paused.
   * @throws TopicsError, KafkaAccessError, KafkaGivenUpError: the reason to end the process with.
   */
  abstract run(): Promise<void>;

  /** Finishes the messages in hand, within a bound, and leaves the group, so that others go on at once. */
  abstract stop(): Promise<void>;

  /** What is not as it should be in this moment, and what was lost on the way. */
  abstract troubles(): readonly ConsumerTrouble[];

  /** Of the partitions that this member has. */
  abstract lags(): readonly PartitionLag[];
}
