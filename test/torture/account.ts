import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStream, type AlertEvent } from '#libs/domain';
import { readSettings } from '#libs/service';
import { openStores, type Stores } from '#libs/stores';
import { inboxes, outbox, type InboxDocument, type OutboxDocument } from '#libs/views';

/** What a life has come to, in words that are the same in every data folder, and what must not be. */
export interface Account {
  /** Every event of every alert, and what is in each inbox and has left the house. */
  readonly lines: readonly string[];
  readonly alerts: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly notices: number;
  /** Tries to send, and messages that have left. */
  readonly tries: number;
  readonly sent: number;
  readonly faults: readonly string[];
}

type Notified = Extract<AlertEvent, { type: 'alert-notified.v1' }>['data'];

export async function accountOf(folder: string): Promise<Account> {
  const stores = await openStores(readSettings({ HOMEROOM_DATA_DIR: folder }, join(folder, 'no.env')), { mustExist: true });
  try {
    return await account(stores, folder);
  } finally {
    await stores.close();
  }
}

async function account(stores: Stores, folder: string): Promise<Account> {
  const told = new Map<string, number>();
  const notices = new Set<string>();
  const names = new Map<string, string>();
  const lines: string[] = [];
  const ends: Record<string, number> = {};
  for await (const { events } of stores.log.read({ prefixes: ['alert-'] })) {
    for (const { id, stream, type, data } of events) {
      const event = { type, data } as AlertEvent;
      if (event.type === 'alert-raised.v1') names.set(stream, nameOf(event.data));
      const said = event.type === 'alert-notified.v1' ? noticeOf(event.data) : '';
      if (event.type === 'alert-notified.v1') {
        lines.push(pushOf(event.data));
        notices.add(id);
        const key = `${stream} ${said}`;
        told.set(key, (told.get(key) ?? 0) + 1);
      }
      if ('ended' in event.data) ends[event.data.ended] = (ends[event.data.ended] ?? 0) + 1;
      lines.push(`${names.get(stream)} ${type} ${said}`);
    }
  }
  const shown = await shownIn(stores, names);
  const tries = linesOf(join(folder, 'tries.ndjson'));
  const sent = filesIn(join(folder, 'outbox'));
  const open = await stores.models.collection<OutboxDocument>(outbox).find({ index: 'byDue', equals: [1], limit: 1 });
  const digests = await digestsIn(stores);
  const faults = [
    ...[...told].filter(([, times]) => times > 1).map(([key, times]) => `told ${times} times: ${key}`),
    ...[...new Set(tries)].filter((id) => !notices.has(id) && !digests.has(id)).map((id) => `sent under an id of nothing: ${id}`),
    ...[...new Set(tries)].filter((id) => !sent.includes(`${id}.eml`)).map((id) => `tried and never sent: ${id}`),
    ...open.documents.map(({ id }) => `left in the outbox: ${id}`),
  ];
  const all = [...lines, ...shown, `messages out of the house: ${sent.length}`].toSorted();
  const known = await withPeople(stores, all);
  return { lines: known, alerts: names.size, ends, notices: notices.size, tries: tries.length, sent: sent.length, faults };
}

/** Ids of alerts and people differ from folder to folder: the cause of an episode is said by its day. */
function nameOf({ rule, studentKey, communityId, schoolId, asOf }: Extract<AlertEvent, { type: 'alert-raised.v1' }>['data']): string {
  return `${rule} of ${studentKey ?? communityId ?? schoolId ?? ''} as of ${asOf}`;
}

function noticeOf({ about, turn, staff }: Notified): string {
  return [about, turn, staff].join(' ');
}

/** Which of several notices of one moment interrupts while the day's budget lasts is a matter of their order; how many do is not. */
function pushOf({ staff, date, push, heldBy }: Notified): string {
  return ['pushed to', staff, 'on', date, push, heldBy].join(' ');
}

async function shownIn({ models }: Stores, names: ReadonlyMap<string, string>): Promise<string[]> {
  const byAlert = new Map([...names].map(([stream, name]) => [alertOf(stream), name]));
  const shown: string[] = [];
  for await (const { body } of models.collection<InboxDocument>(inboxes).all()) {
    const ids = body.alerts.map(({ alertId }) => alertId);
    shown.push(...body.alerts.map(({ alertId, about }) => `inbox of ${body.staff}: ${byAlert.get(alertId)} ${about}`));
    if (new Set(ids).size !== ids.length) shown.push(`twice in the inbox of ${body.staff}`);
  }
  return shown;
}

function alertOf(stream: string): string {
  const name = parseStream(stream);
  return name.kind === 'alert' ? name.alert : '';
}

async function digestsIn({ log }: Stores): Promise<Set<string>> {
  const digests = new Set<string>();
  for await (const { events } of log.read({ prefixes: ['notice-'] })) {
    for (const { stream, type } of events) if (type === 'digest-queued.v1') digests.add(stream.slice(stream.lastIndexOf('.') + 1));
  }
  return digests;
}

async function withPeople({ directory }: Stores, lines: readonly string[]): Promise<string[]> {
  const keys = new Set(lines.flatMap((line) => line.match(/\b[0-9a-f]{32}\b/g) ?? []));
  const people = await directory.people([...keys]);
  return lines.map((line) => line.replaceAll(/\b[0-9a-f]{32}\b/g, (key) => people.get(key)?.id ?? key)).toSorted();
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    // Nothing was sent.
    return [];
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.eml'));
  } catch {
    // Nothing was sent.
    return [];
  }
}
