import type { NoticeBody } from '#libs/contracts';
import { Channel, type DeliverOptions } from '../channel.port.js';
import type { Delivery } from '../delivery.js';
import { refused, retry } from '../delivery-reasons.js';
import { flawOf, type OutgoingMessage } from '../message.js';
import { postWebhook, type WebhookPosting, type WebhookTarget } from './post-webhook.js';

export interface WebhookOptions extends WebhookPosting {
  /** The endpoint that a recipient's address names; null where there is none that may be posted to. */
  readonly endpointOf: (id: string) => Promise<WebhookTarget | null>;
}

/** Signed posts to a district's own systems (Standard Webhooks). */
export class WebhookChannel extends Channel {
  override readonly name = 'webhook';
  readonly #options: WebhookOptions;

  constructor(options: WebhookOptions) {
    super();
    this.#options = options;
  }

  override async deliver(message: OutgoingMessage, { signal }: DeliverOptions): Promise<Delivery> {
    const flaw = flawOf(message);
    if (flaw !== null) return { outcome: 'refused', reason: flaw };
    try {
      const target = await this.#options.endpointOf(message.recipient.address);
      if (target === null) return refused('no-endpoint');
      return await postWebhook(target, { id: message.messageId, body: bodyOf(message) }, { ...this.#options, signal });
    } catch (error) {
      return retry('unreachable', `its endpoint could not be looked up (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }
}

function bodyOf({ messageId, kind, severity, links, counts }: OutgoingMessage): NoticeBody {
  const shown = links.map(({ to, url }) => ({ to, url }));
  return { type: 'homeroom.notice.v1', data: { messageId, kind, severity, links: shown, ...(counts !== undefined && { counts }) } };
}
