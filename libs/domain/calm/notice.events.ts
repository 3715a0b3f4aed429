import type { NoticeAbout } from '../alert/alert.events.js';

/** What became of one notice outside the inbox (stream `notice-...`, named by the id of its `alert-notified` or of a digest). */
export type NoticeEvent =
  /** Several notices of one person, told together at the start of a school hour. */
  | { readonly type: 'digest-queued.v1'; readonly data: DigestQueued }
  /** By which channels it goes; none: it stays in the inbox. */
  | { readonly type: 'notice-queued.v1'; readonly data: { readonly staff: string; readonly channels: readonly string[] } }
  | { readonly type: 'notice-sent.v1'; readonly data: NoticeTried }
  | { readonly type: 'notice-failed.v1'; readonly data: NoticeTried & { readonly reason: string; readonly retryAt: string } }
  | { readonly type: 'notice-given-up.v1'; readonly data: NoticeTried & { readonly reason: string } }
  /** It was not sent: the person may no longer see what it is about. */
  | { readonly type: 'notice-withdrawn.v1'; readonly data: NoticeWithdrawn }
  /** A person asked for another try. */
  | { readonly type: 'notice-resent.v1'; readonly data: { readonly staff: string; readonly by: string } };

export interface DigestQueued {
  readonly staff: string;
  readonly date: string;
  readonly hour: number;
  /** Ids of the notices in it, the earliest first. */
  readonly notices: readonly string[];
  /** Ids of the alerts that these are about; stored events of the first version lack them. */
  readonly alerts?: readonly string[];
  /** What they are about, how often. */
  readonly about: Readonly<Partial<Record<NoticeAbout, number>>>;
}

export interface NoticeTried {
  readonly staff: string;
  readonly channel: string;
  /** From 1; a resending goes on counting. */
  readonly attempt: number;
}

export interface NoticeWithdrawn {
  readonly staff: string;
  readonly channel: string;
  readonly reason: 'no-access';
}
