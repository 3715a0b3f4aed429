import type { DeliveryReason } from './delivery.js';
import { reasonOf } from './delivery-reasons.js';

export const messageKinds = ['alert', 'retraction', 'recovery', 'escalation', 'digest', 'community-signal', 'feed-silent'] as const;

export type MessageKind = (typeof messageKinds)[number];

export type Locale = 'en' | 'es';

/** Where a link leads; its text says so in the reader's language. */
export type LinkTarget = 'alert' | 'inbox' | 'community' | 'feeds';

export interface Recipient {
  /** An e-mail address; for a webhook, the id of its endpoint. Empty: none is known. */
  readonly address: string;
  readonly locale: Locale;
  readonly displayName?: string;
}

/**
 * One notice on its way to one recipient. It says that something waits and links to it: it has no place for a student's name,
 * a student's id or an indicator.
 */
export interface OutgoingMessage {
  /** 1-200 letters, digits, `-`, `_`. The same for every try of the same notice, so that it is the same message outside. */
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly severity: 'info' | 'warning' | 'urgent';
  readonly recipient: Recipient;
  /** Absolute URLs, the most important first. */
  readonly links: readonly { readonly to: LinkTarget; readonly url: string }[];
  /** Of a digest: how many of each kind wait. */
  readonly counts?: Readonly<Partial<Record<Exclude<MessageKind, 'digest'>, number>>>;
  /** Of a digest: where it can be switched off. An https one takes a POST too (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

const MESSAGE_ID = /^[A-Za-z0-9_-]{1,200}$/;

/** Why a message can go out by no channel; null where it can. Every channel asks this first. */
export function flawOf({ messageId, recipient, links, unsubscribeUrl }: OutgoingMessage): DeliveryReason | null {
  if (recipient.address.trim() === '') return reasonOf('no-address');
  if (!MESSAGE_ID.test(messageId)) return reasonOf('bad-message', 'its id is not 1-200 letters, digits, hyphens and underscores');
  if (!links.every(({ url }) => isWebUrl(url))) return reasonOf('bad-message', 'a link is no http(s) URL');
  if (unsubscribeUrl !== undefined && !isWebUrl(unsubscribeUrl)) return reasonOf('bad-message', 'where to stop it is no http(s) URL');
  return null;
}

/** What parses may hold line breaks, which a URL drops and a header must not see. */
function isWebUrl(url: string): boolean {
  return /^[^\s<>]+$/.test(url) && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
