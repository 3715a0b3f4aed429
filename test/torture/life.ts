import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidV5 } from 'uuid';
import { sourceOf } from '#libs/contracts';
import { districtStream } from '#libs/domain';
import { FixedClock, NO_STREAM } from '#libs/event-sourcing';
import type { Channel } from '#libs/notify';
import { readSettings, type Settings } from '#libs/service';
import { openStores, type Stores } from '#libs/stores';
import { ALERTING_LEASE, Dispatcher, openChannels } from '../../apps/alerting/index.js';
import { Intake, startSchoolDay, startSchoolHours } from '../../apps/ingestion/index.js';
import { DOCUMENTS_LEASE, onTrackLease } from '../../apps/projections/index.js';
import { Workers } from '../../apps/standalone/index.js';
import { DISTRICT, type Step } from './plan.js';
import { takeIn, type Door } from './ways-in.js';

/** Ids of what is only said here. */
const NAMESPACE = '1f0a4a53-6a58-4c55-9d0b-7f4a9b1d2c3e';
const { signal: unending } = new AbortController();
const SENDING_LEASE = 'notices';
const LAST_ROUNDS = 8;
const HOUR_MS = 3_600_000;
const source = sourceOf(DISTRICT, 'torture');

export interface LifeOptions {
  readonly folder: string;
  readonly plan: readonly Step[];
  /** Called between any two steps of the whole system. */
  readonly failPoint: () => void;
}

/** Lives a plan in a data folder from where the last process of it has stopped. */
export async function live(options: LifeOptions): Promise<void> {
  const clock = new FixedClock('2025-08-01T12:00:00Z');
  const settings = readSettings({ HOMEROOM_DATA_DIR: options.folder }, join(options.folder, 'no.env'));
  const stores = await openStores(settings, { clock });
  try {
    await takeOver(stores);
    await liveIn(stores, settings, { ...options, clock });
  } finally {
    await stores.close();
  }
}

async function liveIn(
  stores: Stores,
  settings: Settings,
  { folder, plan, failPoint, clock }: LifeOptions & { clock: FixedClock },
): Promise<void> {
  const intake = new Intake({ ...stores, failPoint });
  const eml = openChannels(settings, { ...stores, folder })['e-mail'];
  const channels = { 'e-mail': unreliable(eml, folder), webhook: eml };
  const dispatcher = new Dispatcher({ ...stores, channels, publicUrl: 'http://localhost', failPoint });
  const at = new Progress(folder);
  const work = (): Promise<void> => workOff({ ...stores, failPoint });
  for (const [index, step] of plan.entries()) {
    setClock(clock, step);
    if (index < at.done) continue;
    await happen(step, stores, { ...stores, clock, intake });
    await work();
    await dispatcher.round(unending);
    at.finish(index);
    failPoint();
  }
  // What has to wait for another try is waited for.
  for (let round = 0; round < LAST_ROUNDS; round++) {
    await dispatcher.round(unending);
    await work();
    clock.set(new Date(clock.now().getTime() + HOUR_MS).toISOString());
  }
  await dispatcher.release();
}

/** How many steps of the plan are done, on the disk. */
class Progress {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'steps-done');
  }

  get done(): number {
    return existsSync(this.#path) ? Number(readFileSync(this.#path, 'utf8')) : 0;
  }

  finish(index: number): void {
    writeFileSync(this.#path, String(index + 1));
  }
}

function setClock(clock: FixedClock, step: Step): void {
  if (step.kind === 'clock-set-back') clock.set(new Date(clock.now().getTime() - step.minutes * 60_000).toISOString());
  else if (step.kind === 'hours') clock.set(`${step.date}T${String(step.upTo).padStart(2, '0')}:00:00Z`);
}

async function happen(step: Step, { store }: Stores, door: Door): Promise<void> {
  switch (step.kind) {
    case 'triggers': {
      const data = { set: step.set, version: '1', by: 'A. Rivera', reason: 'Tried' };
      const id = uuidV5(JSON.stringify(data), NAMESPACE);
      const events = [{ id, type: 'triggers-adopted.v1', data, metadata: { source } }];
      await store.append({ stream: districtStream(DISTRICT), expectedRevision: NO_STREAM, events });
      return;
    }
    case 'hours':
      await startSchoolDay(store, DISTRICT, step.date, source);
      await startSchoolHours(store, DISTRICT, { date: step.date, upTo: step.upTo }, source);
      return;
    case 'records':
      await takeIn(step.way, step.lines, door);
      return;
    case 'clock-set-back':
  }
}

/** Leases of a process that was killed are not waited for: there is no other process here. */
async function takeOver({ models }: Stores): Promise<void> {
  for (const name of [onTrackLease(), DOCUMENTS_LEASE, ALERTING_LEASE, SENDING_LEASE]) {
    const wanted = { name, holder: 'torture', renewal: 1 };
    const standing = await models.acquireLease(wanted);
    if (standing.holder !== wanted.holder) await models.acquireLease(wanted, standing);
    await models.releaseLease(name, wanted.holder);
  }
}

async function workOff(parts: Stores & { failPoint: () => void }): Promise<void> {
  const workers = new Workers(parts);
  if (!(await workers.acquire())) throw new Error('Another process works in this folder.');
  await workers.runToEnd();
  await workers.release();
}

/** Every try is noted; of some the answer is lost, though the message arrived. */
function unreliable(channel: Channel, folder: string): Channel {
  const deliver: Channel['deliver'] = async (message, options) => {
    appendFileSync(join(folder, 'tries.ndjson'), `${message.messageId}\n`);
    const delivery = await channel.deliver(message, options);
    const isLost = Number.parseInt(uuidV5(message.messageId, NAMESPACE).slice(0, 2), 16) < 40;
    const tries = readFileSync(join(folder, 'tries.ndjson'), 'utf8').split(message.messageId).length - 1;
    return isLost && tries < 3 ? { outcome: 'retry', reason: { code: 'timed-out', sentence: 'The answer was lost.' } } : delivery;
  };
  return { name: channel.name, deliver };
}
