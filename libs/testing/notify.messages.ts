import type { OutgoingMessage } from '#libs/notify';

/** A message as it is queued; give what the test is about. */
export function outgoingMessage(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    messageId: 'notice-1',
    kind: 'alert',
    severity: 'warning',
    recipient: { address: 'counselor@school.example', locale: 'en', displayName: 'Carmen Quiroga' },
    links: [{ to: 'alert', url: 'https://homeroom.example/alerts/a1' }],
    ...changes,
  };
}
