import type { NoticeAbout, Severity } from '#libs/domain';
import type { MessageKind, OutgoingMessage, Recipient } from '#libs/notify';
import type { AlertDocument, OutboxDocument } from '#libs/views';

const kinds: Readonly<Record<NoticeAbout, Exclude<MessageKind, 'digest'>>> = {
  raised: 'alert',
  worsened: 'alert',
  routed: 'alert',
  woken: 'alert',
  separated: 'alert',
  escalated: 'escalation',
  retracted: 'retraction',
  resolved: 'recovery',
  closed: 'recovery',
};

const severities: Readonly<Record<Severity, OutgoingMessage['severity']>> = { notice: 'info', warning: 'warning', urgent: 'urgent' };

/**
 * What leaves the house: that something waits, of what kind, and a link.
 * @param alert null of a digest. @param publicUrl what links begin with, without a slash at the end.
 */
export function messageOf(
  { notice, district, about }: OutboxDocument,
  alert: AlertDocument | null,
  { recipient, publicUrl }: { readonly recipient: Recipient; readonly publicUrl: string },
): OutgoingMessage {
  const inbox = { to: 'inbox', url: `${publicUrl}/` } as const;
  if (alert === null) {
    const unsubscribeUrl = `${publicUrl}/digests/${notice}/stop?district=${encodeURIComponent(district)}`;
    const links = [inbox];
    return { messageId: notice, kind: 'digest', severity: 'info', recipient, links, counts: countsOf(about), unsubscribeUrl };
  }
  const [first = 'raised'] = Object.keys(about) as NoticeAbout[];
  const severity = severities[alert.severity ?? 'warning'];
  const link = { to: 'alert', url: urlOf(alert, publicUrl) } as const;
  return { messageId: notice, kind: kindOf(alert, first), severity, recipient, links: [link, inbox] };
}

function urlOf({ alertId, district }: AlertDocument, publicUrl: string): string {
  return `${publicUrl}/alerts/${encodeURIComponent(alertId)}?district=${encodeURIComponent(district)}`;
}

function kindOf({ cause }: AlertDocument, about: NoticeAbout): MessageKind {
  if (kinds[about] !== 'alert') return kinds[about];
  if (cause === 'wave') return 'community-signal';
  return cause === 'silent-feed' ? 'feed-silent' : 'alert';
}

function countsOf(about: OutboxDocument['about']): NonNullable<OutgoingMessage['counts']> {
  const counts: Partial<Record<Exclude<MessageKind, 'digest'>, number>> = {};
  for (const [name, count] of Object.entries(about)) {
    const kind = kinds[name as NoticeAbout];
    counts[kind] = (counts[kind] ?? 0) + count;
  }
  return counts;
}
