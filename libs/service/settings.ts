import { z } from 'zod';
import { checkSasl, kafkaSettings } from './kafka-settings.js';
import { isMailbox, mailUrl, webAddress } from './mail-settings.js';

const text = z.string().min(1);
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as America/New_York');

/** Every setting: the one place that says its name, default and meaning. */
export const settingsShape = {
  HOMEROOM_DATA_DIR: text.default('./.homeroom').describe('folder of the embedded profile'),
  EVENT_STORE_URL: z
    .string()
    .regex(/^(sqlite:.+|memory:|esdb(\+discover)?:\/\/.+)$/, 'sqlite:PATH, memory: or esdb://HOST:PORT')
    .optional()
    .describe('event store; log.sqlite in the data folder where not set'),
  READ_MODELS_URL: z
    .string()
    .regex(/^(sqlite:.+|memory:|mongodb(\+srv)?:.+)$/, 'sqlite:PATH, memory: or mongodb://HOST/DATABASE')
    .optional()
    .describe('read models; models.sqlite in the data folder where not set'),
  DIRECTORY_URL: z
    .string()
    .regex(/^(sqlite:.+|memory:|mongodb(\+srv)?:.+)$/, 'sqlite:PATH, memory: or mongodb://HOST/DATABASE')
    .optional()
    .describe('names, keys and originals of dead letters; directory.sqlite in the data folder where not set'),
  HOMEROOM_SECRET: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('for looking people up by their district id; made in the data folder where not set'),
  HOMEROOM_TIME_ZONE: timeZone.default(() => Intl.DateTimeFormat().resolvedOptions().timeZone).describe("the district's time zone"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('HTTP port; 0 is any free one'),
  HOST: text.default('127.0.0.1').describe('address to listen on'),
  OPERATIONS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('port of a single process for health and metrics, which hold nothing of people; 0 is any free one'),
  OPERATIONS_HOST: text.default('127.0.0.1').describe('address to listen on for health and metrics'),
  PROJECTION_SHARD: z
    .string()
    .regex(/^\d+\/\d+$/, 'k/n, such as 1/1 or 2/4')
    .refine(isShard, 'k/n with 1 <= k <= n <= 256')
    .default('1/1')
    .describe("this process's share of the students, for npm run start:projections"),
  HOMEROOM_LEASE_SECONDS: z.coerce
    .number()
    .min(1)
    .max(10)
    .default(10)
    .describe('after how long the work of a process that was killed is taken over; the same for all processes'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('OpenTelemetry collector that traces are sent to over HTTP; none where not set'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('least level that is logged'),
  HOMEROOM_DEMO: z.enum(['on', 'off']).default('on').describe('whether npm start simulates a district in a data folder that is empty'),
  HOMEROOM_DAY_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(86_400)
    .default(20)
    .describe('seconds that a simulated school day lasts in npm start'),
  PUBLIC_URL: webAddress.optional().describe('where people reach Homeroom, for links in messages; HOST and PORT where not set'),
  SMTP_URL: mailUrl
    .optional()
    .describe(
      'mail server; where not set, e-mails are kept as .eml files in the folder outbox of the data folder. A password goes over TLS only',
    ),
  SMTP_CA_FILE: text.optional().describe('file of certificates (PEM) by which the mail server is trusted, beside the well-known ones'),
  MAIL_FROM: z
    .string()
    .refine(isMailbox, 'an address, or Name <address>')
    .default('Homeroom <homeroom@homeroom.invalid>')
    .describe('who e-mails are from; must be set with SMTP_URL'),
  MAIL_ENVELOPE_FROM: z.email('an e-mail address').optional().describe('where bounces go; the address of MAIL_FROM where not set'),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['on', 'off'])
    .default('off')
    .describe('whether webhooks may lead to private addresses and go over http; only for receivers in the same house'),
  ...kafkaSettings,
} as const;

/** Shown as set or not, never with their value. */
export const secretSettings: readonly string[] = ['HOMEROOM_SECRET', 'SMTP_URL', 'KAFKA_SASL_PASSWORD'];

const schema = z.object(settingsShape).superRefine(checkSasl);

export type Settings = Readonly<z.infer<typeof schema>>;

export { schema as settingsSchema };

function isShard(share: string): boolean {
  const [index = 0, of = 0] = share.split('/').map(Number);
  return index >= 1 && index <= of && of <= 256;
}

function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
