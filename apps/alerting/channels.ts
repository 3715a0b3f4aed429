import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory } from '#libs/directory';
import type { Clock } from '#libs/event-sourcing';
import { EmlChannel, SmtpChannel, WebhookChannel, type Channel } from '#libs/notify';
import { addressIn, ConfigurationError, type Settings } from '#libs/service';

/** The ways out of the house, by name. */
export interface Channels {
  /** Recipients are e-mail addresses. */
  readonly 'e-mail': Channel;
  /** Recipients are ids of endpoints in the directory. */
  readonly webhook: Channel;
}

export interface ChannelParts {
  /** The data folder; e-mails stay in its folder `outbox` unless a mail server is set. */
  readonly folder: string;
  readonly directory: Directory;
  readonly clock: Clock;
}

type ChannelSettings = Pick<Settings, 'SMTP_URL' | 'SMTP_CA_FILE' | 'MAIL_FROM' | 'MAIL_ENVELOPE_FROM' | 'WEBHOOK_ALLOW_PRIVATE'>;

/** @throws ConfigurationError where a file that is set cannot be read. */
export function openChannels(settings: ChannelSettings, { folder, directory, clock }: ChannelParts): Channels {
  const allowPrivate = settings.WEBHOOK_ALLOW_PRIVATE === 'on';
  const endpointOf: WebhookEndpoints = async (id) => {
    const endpoint = await directory.webhook(id);
    return endpoint?.disabled === undefined ? endpoint : null;
  };
  return { 'e-mail': emailChannel(settings, folder), webhook: new WebhookChannel({ clock, allowPrivate, endpointOf }) };
}

type WebhookEndpoints = ConstructorParameters<typeof WebhookChannel>[0]['endpointOf'];

function emailChannel({ SMTP_URL: url, SMTP_CA_FILE, MAIL_FROM: from, MAIL_ENVELOPE_FROM }: ChannelSettings, folder: string): Channel {
  const sender = { from, envelopeFrom: MAIL_ENVELOPE_FROM ?? addressIn(from) };
  if (url === undefined) return new EmlChannel({ ...sender, folder: join(folder, 'outbox') });
  return new SmtpChannel({ ...sender, url, ...(SMTP_CA_FILE !== undefined && { ca: certificatesIn(SMTP_CA_FILE) }) });
}

function certificatesIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`SMTP_CA_FILE: found ${JSON.stringify(file)}, expected a file of certificates that can be read.`, {
      cause: error,
    });
  }
}
