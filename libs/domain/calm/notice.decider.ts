import { AlertRefusal } from '../alert/alert.errors.js';
import type { NoticeEvent, NoticeWithdrawn } from './notice.events.js';

/** How far one way out of the house has come. */
export interface NoticeDelivery {
  readonly status: 'open' | 'sent' | 'given-up' | 'withdrawn';
  readonly attempts: number;
  /** Attempts before somebody asked for more: they do not count towards giving up. */
  readonly forgiven: number;
  /** Not to be tried before this UTC instant; null at once. */
  readonly retryAt: string | null;
}

/** null: nobody has looked at it yet. */
export type NoticeState = { readonly deliveries: Readonly<Record<string, NoticeDelivery>> } | null;

export type NoticeCommand =
  /** Fixes by which channels it is to go. */
  | { readonly kind: 'queue'; readonly staff: string; readonly channels: readonly string[] }
  | { readonly kind: 'sent'; readonly staff: string; readonly channel: string }
  /** It did not go out; after `mostAttempts` it is given up. */
  | {
      readonly kind: 'failed';
      readonly staff: string;
      readonly channel: string;
      readonly reason: string;
      readonly retryAt: string;
      readonly mostAttempts: number;
    }
  | { readonly kind: 'refused'; readonly staff: string; readonly channel: string; readonly reason: string }
  | ({ readonly kind: 'withdraw' } & NoticeWithdrawn)
  | { readonly kind: 'resend'; readonly staff: string; readonly by: string };

/** A notice that goes by no such channel, or has not been queued. */
export class UnknownDeliveryError extends AlertRefusal {
  override readonly name = 'UnknownDeliveryError';
}

/** One notice on its way out: what is done stays done, and what is reported again decides to nothing. */
export const noticeDecider = {
  initialState: (): NoticeState => null,

  decide(state: NoticeState, command: NoticeCommand): readonly NoticeEvent[] {
    if (command.kind === 'queue') {
      const { staff, channels } = command;
      return state === null ? [{ type: 'notice-queued.v1', data: { staff, channels } }] : [];
    }
    if (command.kind === 'resend') return resend(state, command);
    const delivery = state?.deliveries[command.channel];
    if (delivery === undefined) throw new UnknownDeliveryError(`The notice does not go by ${command.channel}.`);
    return delivery.status === 'open' ? decideOpen(delivery, command) : [];
  },

  evolve(state: NoticeState, event: NoticeEvent): NoticeState {
    switch (event.type) {
      case 'digest-queued.v1':
        return state;
      case 'notice-queued.v1':
        return { deliveries: Object.fromEntries(event.data.channels.map((channel) => [channel, untried])) };
      case 'notice-sent.v1':
        return changed(state, event.data.channel, { status: 'sent', attempts: event.data.attempt, retryAt: null });
      case 'notice-failed.v1':
        return changed(state, event.data.channel, { attempts: event.data.attempt, retryAt: event.data.retryAt });
      case 'notice-given-up.v1':
        return changed(state, event.data.channel, { status: 'given-up', attempts: event.data.attempt, retryAt: null });
      case 'notice-withdrawn.v1':
        return changed(state, event.data.channel, { status: 'withdrawn', retryAt: null });
      case 'notice-resent.v1':
        return state === null ? state : reopened(state);
    }
  },
};

const untried: NoticeDelivery = { status: 'open', attempts: 0, forgiven: 0, retryAt: null };

type Report = Extract<NoticeCommand, { kind: 'sent' | 'failed' | 'refused' | 'withdraw' }>;

function decideOpen({ attempts, forgiven }: NoticeDelivery, command: Report): readonly NoticeEvent[] {
  const { staff, channel } = command;
  const tried = { staff, channel, attempt: attempts + 1 };
  switch (command.kind) {
    case 'sent':
      return [{ type: 'notice-sent.v1', data: tried }];
    case 'failed': {
      const { reason, retryAt, mostAttempts } = command;
      const isLast = tried.attempt - forgiven >= mostAttempts;
      return [
        isLast
          ? { type: 'notice-given-up.v1', data: { ...tried, reason } }
          : { type: 'notice-failed.v1', data: { ...tried, reason, retryAt } },
      ];
    }
    case 'refused':
      return [{ type: 'notice-given-up.v1', data: { ...tried, reason: command.reason } }];
    case 'withdraw':
      return [{ type: 'notice-withdrawn.v1', data: { staff, channel, reason: command.reason } }];
  }
}

/** Only what was given up is tried again: what was sent was sent. */
function resend(state: NoticeState, { staff, by }: Extract<NoticeCommand, { kind: 'resend' }>): readonly NoticeEvent[] {
  if (state === null) throw new UnknownDeliveryError('The notice has not been queued.');
  const hasGivenUp = Object.values(state.deliveries).some(({ status }) => status === 'given-up');
  return hasGivenUp ? [{ type: 'notice-resent.v1', data: { staff, by } }] : [];
}

function reopened({ deliveries }: NonNullable<NoticeState>): NoticeState {
  const again = Object.entries(deliveries).map(([channel, delivery]) => [
    channel,
    delivery.status === 'given-up' ? { ...delivery, status: 'open' as const, forgiven: delivery.attempts } : delivery,
  ]);
  return { deliveries: Object.fromEntries(again) };
}

function changed(state: NoticeState, channel: string, change: Partial<NoticeDelivery>): NoticeState {
  const before = state?.deliveries[channel] ?? untried;
  return { deliveries: { ...state?.deliveries, [channel]: { ...before, ...change } } };
}
