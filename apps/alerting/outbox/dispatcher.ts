import type { Directory } from '#libs/directory';
import { readPreferences } from '#libs/casework';
import { retryAfterMs, type NoticeCommand, type NoticeDelivery, type NoticeState } from '#libs/domain';
import type { Clock, Collection, EventLog, EventStore, FailPoint, ReadModels } from '#libs/event-sourcing';
import type { Channel, Delivery } from '#libs/notify';
import { alerts, outbox, type AlertDocument, type OutboxDocument } from '#libs/views';
import { HeldLeases, LEASE_MS } from '#libs/workers';
import { channelsFor, destinationOf, E_MAIL } from './destinations.js';
import { messageOf } from './message-of.js';
import { NoticeRecords } from './notice-records.js';
import { SendingRights } from './sending-rights.js';

export interface DispatcherParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly channels: Readonly<Record<'e-mail' | 'webhook', Channel>>;
  /** What links begin with, without a slash at the end. */
  readonly publicUrl: string;
  /** How long the right to send outlives a process that was killed; default `LEASE_MS`. */
  readonly leaseMs?: number;
  /** Called as `before-queued`, `before-send`, `after-send` and `after-report`; a test may crash there. */
  readonly failPoint?: FailPoint;
}

/** The right to send, held by one process at a time. */
const LEASE = 'notices';
/** Notices sent at the same time. */
const AT_ONCE = 8;
const MOST_IN_A_ROUND = 200;
/** With an hour between the later ones these last a day and a half: a mail server may be away for a day. */
const MOST_ATTEMPTS = 36;

/**
 * Sends what is due, and records what came of it. The stream of a notice is what counts: a document that is behind leads to a look at it
 * and to nothing else. A crash between sending and recording sends once more, with the same message id.
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #lease: HeldLeases;
  readonly #outbox: Collection<OutboxDocument>;
  readonly #alerts: Collection<AlertDocument>;
  readonly #records: NoticeRecords;
  readonly #rights: SendingRights;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#lease = new HeldLeases([LEASE], parts.models, { lastsMs: parts.leaseMs ?? LEASE_MS });
    this.#records = new NoticeRecords(parts.store);
    this.#rights = new SendingRights(parts.log);
    this.#outbox = parts.models.collection(outbox);
    this.#alerts = parts.models.collection(alerts);
  }

  /** Looks once at everything that is due. @returns how many tries were made; 0 where another process has the right to send. */
  async round(signal: AbortSignal): Promise<number> {
    if (!(await this.#lease.acquire())) return 0;
    await this.#rights.catchUp();
    const { documents } = await this.#outbox.find({ index: 'byDue', equals: [1], limit: MOST_IN_A_ROUND });
    const now = this.#now();
    const due = documents.map(({ body }) => body).filter(({ dueAt }) => dueAt <= now);
    let tries = 0;
    for (let from = 0; from < due.length && !signal.aborted; from += AT_ONCE) {
      if (!(await this.#lease.acquire())) return tries;
      for (const made of await Promise.all(due.slice(from, from + AT_ONCE).map((document) => this.#handle(document, signal))))
        tries += made;
    }
    return tries;
  }

  /** To be called often: a try of a slow mail server lasts longer than a lease. */
  async renew(): Promise<void> {
    await this.#lease.acquire();
  }

  async release(): Promise<void> {
    await this.#lease.release();
  }

  async #handle(document: OutboxDocument, signal: AbortSignal): Promise<number> {
    const about = await this.#alertsOf(document);
    // The document of an alert is on its way.
    if (about === null) return 0;
    const state = (await this.#records.stateOf(document)) ?? (await this.#queue(document));
    const due = Object.entries(state?.deliveries ?? {}).filter(([, delivery]) => this.#isDue(delivery));
    let tries = 0;
    for (const [channel, { attempts }] of due) {
      if (signal.aborted) break;
      tries += await this.#send(document, about, { channel, attempt: attempts + 1, signal });
    }
    return tries;
  }

  /** What it is about; null where not everything has a document yet. */
  async #alertsOf({ alertId, alerts: told = [] }: OutboxDocument): Promise<readonly AlertDocument[] | null> {
    const ids = alertId === null ? told : [alertId];
    const found = await this.#alerts.getMany(ids);
    return found.length === new Set(ids).size ? found.map(({ body }) => body) : null;
  }

  async #queue(document: OutboxDocument): Promise<NoticeState> {
    const { staff } = document;
    const channels = this.#rights.isStale(document) ? [] : await this.#channelsFor(document);
    await this.#parts.failPoint?.('before-queued');
    return this.#records.record(document, { kind: 'queue', staff, channels });
  }

  /** A digest is not mailed to who has asked for that. */
  async #channelsFor({ district, staff, alertId }: OutboxDocument): Promise<string[]> {
    const channels = await channelsFor(this.#parts.directory, district, staff);
    if (alertId !== null) return channels;
    const { mailedDigests = true } = await readPreferences(this.#parts.store, { district, staff });
    return mailedDigests ? channels : channels.filter((channel) => channel !== E_MAIL);
  }

  #isDue({ status, retryAt }: NoticeDelivery): boolean {
    return status === 'open' && (retryAt === null || retryAt <= this.#now());
  }

  async #send(
    document: OutboxDocument,
    about: readonly AlertDocument[],
    { channel, attempt, signal }: { readonly channel: string; readonly attempt: number; readonly signal: AbortSignal },
  ): Promise<number> {
    const { directory, channels, publicUrl, failPoint } = this.#parts;
    const { staff } = document;
    if (!this.#rights.maySee(document, about)) {
      await this.#records.record(document, { kind: 'withdraw', staff, channel, reason: 'no-access' });
      return 0;
    }
    const { way, recipient } = await destinationOf(directory, channel, staff);
    await failPoint?.('before-send');
    const delivery = await channels[way].deliver(
      messageOf(document, document.alertId === null ? null : (about[0] ?? null), { recipient, publicUrl }),
      { signal },
    );
    await failPoint?.('after-send');
    // Whether a try that was stopped has arrived is not known: it is made again.
    if (delivery.outcome === 'retry' && delivery.reason.code === 'stopped') return 0;
    if (way === 'webhook') await this.#switchOff(recipient.address, delivery);
    await this.#records.record(document, this.#outcome(document, { channel, attempt }, delivery));
    await failPoint?.('after-report');
    return 1;
  }

  /** The endpoint has said that it is gone for good. */
  async #switchOff(endpoint: string, delivery: Delivery): Promise<void> {
    if (delivery.outcome !== 'refused' || delivery.disables !== true) return;
    await this.#parts.directory.disableWebhook(endpoint, { at: this.#now(), reason: delivery.reason.sentence });
  }

  #outcome(
    { notice, staff }: OutboxDocument,
    { channel, attempt }: { channel: string; attempt: number },
    delivery: Delivery,
  ): NoticeCommand {
    switch (delivery.outcome) {
      case 'delivered':
        return { kind: 'sent', staff, channel };
      case 'refused':
        return { kind: 'refused', staff, channel, reason: delivery.reason.code };
      case 'retry': {
        const wait = retryAfterMs(`${notice}/${channel}`, attempt, delivery.afterMs);
        const retryAt = new Date(this.#parts.clock.now().getTime() + wait).toISOString();
        return { kind: 'failed', staff, channel, reason: delivery.reason.code, retryAt, mostAttempts: MOST_ATTEMPTS };
      }
    }
  }

  #now(): string {
    return this.#parts.clock.now().toISOString();
  }
}
