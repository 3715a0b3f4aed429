import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMessage } from '../message.js';
import { mailText } from './mail-text.js';

export interface MailSender {
  /** Shown to the reader: an address, or `Name <address>`. */
  readonly from: string;
  /** Where bounces go. */
  readonly envelopeFrom: string;
}

/** No spaces, no control characters, one @, at most 254 characters (RFC 5321, 4.5.3.1.3). */
const ADDRESS = /^[^\s@<>(),;:"\\[\]\p{Cc}]{1,64}@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u;
const LONGEST_ADDRESS = 254;

export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
}

/** The address as every mail server takes it: a domain in another script is written in ASCII. */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
}

/** The message as it goes over the wire; only its date differs from one try to the next. */
export function composeMail(message: OutgoingMessage, { from, envelopeFrom }: MailSender): Promise<Buffer> {
  const { subject, text, html } = mailText(message);
  const { address, displayName = '', locale } = message.recipient;
  const mail = new MailComposer({
    from,
    to: { name: displayName, address },
    subject,
    text,
    html,
    messageId: mailIdOf(message, envelopeFrom),
    headers: {
      'Content-Language': locale,
      // RFC 3834: no out-of-office notice answers it. The other one says the same to Exchange.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...unsubscribing(message),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return mail.compile().build();
}

/** The same for every try, so that a mailbox shows a repeated message once. */
export function mailIdOf({ messageId }: OutgoingMessage, envelopeFrom: string): string {
  return `<${messageId}@${envelopeFrom.slice(envelopeFrom.lastIndexOf('@') + 1)}>`;
}

/** RFC 8058 promises that a POST to an https address is enough. */
function unsubscribing({ kind, unsubscribeUrl }: OutgoingMessage): Record<string, string> {
  if (kind !== 'digest' || unsubscribeUrl === undefined) return {};
  const isSecure = new URL(unsubscribeUrl).protocol === 'https:';
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, ...(isSecure && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }) };
}
