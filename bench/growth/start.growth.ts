import { readSettings } from '#libs/service';
import { referencePrefixes, ReferenceState } from '#libs/views';
import type { Stores } from '#libs/stores';
import { pino } from 'pino';
import { alertingStage } from '../../apps/alerting/index.js';
import { documentStage, onTrackStage } from '../../apps/projections/index.js';
import { startStandalone } from '../../apps/standalone/start-standalone.js';
import { measured } from './cpu.js';
import type { Figure } from './figure.js';
import { runStage } from './run-stage.js';

/** What it takes until a folder with a log of this length is ready again: each part by itself, then the whole program with its first page. */
export async function startFigures(stores: Stores): Promise<readonly Figure[]> {
  const length = `${(await stores.log.head()).toLocaleString('en')} events`;
  const figure = (what: string, value: number, beside?: string): Figure => ({
    what: `start with ${length}: ${what}`,
    value,
    unit: 'ms of CPU',
    ...(beside !== undefined && { beside }),
  });
  const reference = await measured(() => foldReference(stores));
  const statuses = await runStage(onTrackStage(stores), stores.models);
  const alerting = await runStage(alertingStage(stores), stores.models);
  const documents = await runStage(documentStage(stores), stores.models);
  const settings = readSettings({ HOMEROOM_DATA_DIR: stores.folder, HOMEROOM_DEMO: 'off', PORT: '0' }, 'no.env');
  const whole = await measured(async () => {
    const standalone = await startStandalone(settings, { logger: pino({ level: 'silent' }) });
    await standalone.whenReady;
    await (await fetch(standalone.url)).text();
    return standalone;
  });
  await whole.result.stop();
  return [
    figure('reference state, which is folded in four places', reference.cpuMs),
    figure('statuses, ready to go on', statuses.startMs),
    figure('alerting, ready to go on', alerting.startMs),
    figure('documents, ready to go on', documents.startMs),
    figure('the whole program, to its first page', whole.cpuMs, `${Math.round(whole.clockMs).toLocaleString('en')} ms by the clock`),
  ];
}

async function foldReference({ log }: Stores): Promise<void> {
  const reference = new ReferenceState();
  for await (const { events } of log.read({ prefixes: referencePrefixes })) for (const event of events) reference.apply(event);
}
