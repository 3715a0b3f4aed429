import type { Delivery, DeliveryReason, ReasonCode } from './delivery.js';

const sentences: Readonly<Record<ReasonCode, string>> = {
  'no-address': 'No address is known for the recipient',
  'bad-address': 'The address cannot be used as it is written',
  'bad-message': 'The message cannot be sent as it is',
  'address-not-allowed': 'The address leads to where nothing may be sent',
  'no-endpoint': 'There is no such endpoint, or it is switched off',
  stopped: 'The sending was stopped; it may have arrived',
  'timed-out': 'The far end did not answer in time',
  unreachable: 'The far end could not be reached',
  busy: 'The far end asks to be tried again later',
  rejected: 'The far end does not take this message',
  redirected: 'The far end sends elsewhere, where nothing is sent',
  gone: 'The far end says that the address is gone for good',
  'not-writable': 'The message could not be written',
};

/** @param detail a status or what is wrong, never text of the far end: that may repeat an address. */
export function reasonOf(code: ReasonCode, detail?: string): DeliveryReason {
  return { code, sentence: `${sentences[code]}${detail === undefined ? '' : `: ${detail}`}.` };
}

export function retry(code: ReasonCode, detail?: string, afterMs?: number): Delivery {
  return { outcome: 'retry', reason: reasonOf(code, detail), ...(afterMs !== undefined && { afterMs }) };
}

export function refused(code: ReasonCode, detail?: string): Delivery {
  return { outcome: 'refused', reason: reasonOf(code, detail) };
}
