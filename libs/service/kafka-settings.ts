import { z } from 'zod';

const text = z.string().min(1);

/** A list of `host:port`, comma separated. */
const BROKERS = /^ *[^\s,:]+:\d{1,5} *(, *[^\s,:]+:\d{1,5} *)*$/;

/** How Kafka is reached. Without brokers there is no Kafka. */
export const kafkaSettings = {
  KAFKA_BROKERS: z
    .string()
    .regex(BROKERS, 'host:port, several separated by commas')
    .optional()
    .describe('brokers that records come from and status changes go to; none: no Kafka'),
  KAFKA_CLIENT_ID: text.default('homeroom').describe('name of this program in the logs and quotas of the brokers'),
  KAFKA_GROUP_ID: text.default('homeroom-ingestion').describe('consumer group that shares the topics among processes'),
  KAFKA_SESSION_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(300_000)
    .default(15_000)
    .describe('a process that was not heard of for so many milliseconds is replaced by the others of its group'),
  KAFKA_TLS: z.enum(['on', 'off']).default('off').describe('whether brokers are reached by TLS'),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .optional()
    .describe('how this program proves who it is; none: it does not'),
  KAFKA_SASL_USERNAME: text.optional().describe('with KAFKA_SASL_MECHANISM'),
  KAFKA_SASL_PASSWORD: text.optional().describe('with KAFKA_SASL_MECHANISM'),
} as const;

const needed = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;

/** One without the others has no effect: it is refused. */
export function checkSasl(
  settings: { readonly [name in (typeof needed)[number] | 'KAFKA_SASL_MECHANISM']?: string | undefined },
  context: z.RefinementCtx,
): void {
  const isAsked = settings.KAFKA_SASL_MECHANISM !== undefined;
  for (const name of needed) {
    if ((settings[name] !== undefined) === isAsked) continue;
    const message = isAsked ? 'a value, because KAFKA_SASL_MECHANISM is set' : 'no value without KAFKA_SASL_MECHANISM';
    context.addIssue({ code: 'custom', path: [name], message });
  }
}
