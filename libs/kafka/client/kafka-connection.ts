import type { SASLOptions } from 'kafkajs';

/** How the brokers are reached; the fields of the settings by their names. */
export interface KafkaConnection {
  /** `host:port`, comma separated. */
  readonly KAFKA_BROKERS: string;
  readonly KAFKA_CLIENT_ID: string;
  readonly KAFKA_TLS: 'on' | 'off';
  readonly KAFKA_SASL_MECHANISM?: 'plain' | 'scram-sha-256' | 'scram-sha-512' | undefined;
  readonly KAFKA_SASL_USERNAME?: string | undefined;
  readonly KAFKA_SASL_PASSWORD?: string | undefined;
}

/** What the settings say of Kafka. */
export type KafkaSettings = Omit<KafkaConnection, 'KAFKA_BROKERS'> & { readonly KAFKA_BROKERS?: string | undefined };

/** The connection that settings name; null where there is no Kafka. */
export function kafkaConnectionOf(settings: KafkaSettings): KafkaConnection | null {
  const { KAFKA_BROKERS } = settings;
  return KAFKA_BROKERS === undefined ? null : { ...settings, KAFKA_BROKERS };
}

export function brokersOf({ KAFKA_BROKERS }: Pick<KafkaConnection, 'KAFKA_BROKERS'>): string[] {
  return KAFKA_BROKERS.split(',').map((broker) => broker.trim());
}

export function saslOf(connection: KafkaConnection): SASLOptions | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username = '', KAFKA_SASL_PASSWORD: password = '' } = connection;
  return mechanism === undefined ? undefined : { mechanism, username, password };
}
