import type { LinkTarget, Locale, MessageKind, OutgoingMessage } from '../../message.js';

interface Notice {
  readonly subject: string;
  readonly heading: string;
  /** What waits, without saying for whom or why. */
  readonly body: string;
}

/** Everything a message says in one language; `{name}`, `{count}` and `{subject}` are filled in. */
export interface Wording {
  readonly locale: Locale;
  readonly notices: Readonly<Record<MessageKind, Notice>>;
  readonly urgentSubject: string;
  readonly severities: Readonly<Record<OutgoingMessage['severity'], string>>;
  readonly greeting: string;
  readonly greetingWithoutName: string;
  readonly counts: Readonly<Record<Exclude<MessageKind, 'digest'>, { readonly one: string; readonly other: string }>>;
  readonly nothingWaits: string;
  /** The text of a link says where it goes. */
  readonly links: Readonly<Record<LinkTarget, string>>;
  readonly privacy: string;
  readonly automatic: string;
  readonly unsubscribe: string;
}

export function filledIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
