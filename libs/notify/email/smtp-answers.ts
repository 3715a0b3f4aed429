import type { Delivery } from '../delivery.js';
import { refused, retry } from '../delivery-reasons.js';

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * What an error of the SMTP client means for the message. Only a 5xx to the recipient or to the content is about the message;
 * one to the greeting, the login or the sender is about the way, which somebody may mend (RFC 5321, 4.2.1).
 */
export function deliveryOf(error: unknown): Delivery {
  const { code, responseCode, command } = Object(error) as SmtpError;
  if (responseCode === undefined) return withoutAnswer(code);
  const answer = `SMTP answer ${responseCode}`;
  if (responseCode < 500) return retry('busy', answer);
  if (command === 'RCPT TO' || command === 'DATA') return refused('rejected', answer);
  return retry('unreachable', `${answer} to ${command === 'MAIL FROM' ? 'the sender, see MAIL_ENVELOPE_FROM' : 'the connection'}`);
}

function withoutAnswer(code: string | undefined): Delivery {
  switch (code) {
    case 'EENVELOPE':
      return refused('bad-address');
    case 'EMESSAGE':
      return refused('bad-message', 'it is larger than the mail server takes');
    case 'ETIMEDOUT':
      return retry('timed-out');
    case 'EAUTH':
      return retry('unreachable', 'no way to log in to the mail server was found');
    case 'ETLS':
      return retry('unreachable', 'no secure connection to the mail server came about');
    default:
      return retry('unreachable', code);
  }
}
