import { Webhook } from 'standardwebhooks';

/** `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks, "Signature scheme"). */
const SECRET = /^whsec_(?<bytes>(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

export interface Signed {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/** The header `webhook-signature`: one signature for each secret, so that a receiver may hold the old or the new one. */
export function signatures(secrets: readonly string[], { id, at, body }: Signed): string {
  return secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ');
}

export function isWebhookSecret(text: string): boolean {
  const bytes = Buffer.from(SECRET.exec(text)?.groups?.['bytes'] ?? '', 'base64').length;
  return bytes >= FEWEST_BYTES && bytes <= MOST_BYTES;
}
