import type { EventLog } from '#libs/event-sourcing';
import type { Stores } from '#libs/stores';
import { ReplayFold } from '#libs/replay';
import { alertingStage } from '../../apps/alerting/index.js';
import { documentStage, onTrackStage } from '../../apps/projections/index.js';
import { inNewFolder } from '../alerting/bench-stores.js';
import { BareLog } from './bare-log.js';
import { measured, median } from './cpu.js';
import type { Figure } from './figure.js';
import { GrowingDistrict } from './growing-district.js';
import { runStage } from './run-stage.js';
import { startFigures } from './start.growth.js';

export interface EventsOptions {
  /** Lengths of the log, ascending. */
  readonly events: readonly number[];
  /** Students of the district, whose log grows by its years. */
  readonly students: number;
  /** Records that are measured at a time. */
  readonly window: number;
}

const ROUNDS = 3;
/** A window is scanned so often at a time: once is too short to be measured. */
const SCANS = 10;
const FLAT = 1.2;
const YEARS = 40;

/** Microseconds of processor time an event, each beside the least that it can cost at the same length of the log. */
interface Round {
  readonly intake: number;
  readonly insert: number;
  readonly statuses: number;
  readonly alerting: number;
  readonly documents: number;
  readonly scan: number;
}

interface AtLength {
  readonly events: number;
  readonly rounds: readonly Round[];
  /** Of the whole log, once. */
  readonly replay: number;
  readonly wholeScan: number;
}

/** What an event costs as the log grows: a district of the same size, at several lengths of its log. */
export async function eventsGrowth(options: EventsOptions): Promise<readonly Figure[]> {
  const { events, students, window } = options;
  return inNewFolder(async (stores) => {
    const district = new GrowingDistrict(stores, { district: 'growing', students, seed: 1, years: YEARS });
    const bare = new BareLog(stores.folder);
    const lengths: AtLength[] = [];
    for (const length of events) {
      await district.growToOctoberAfter(length);
      lengths.push(await measureAt({ stores, district, bare, window }));
      console.log(`  measured at ${lengths.at(-1)?.events.toLocaleString('en')} events`);
    }
    bare.close();
    return [...costs(lengths), ...(await startFigures(stores))];
  });
}

interface Measured {
  readonly stores: Stores;
  readonly district: GrowingDistrict;
  readonly bare: BareLog;
  readonly window: number;
}

async function measureAt(parts: Measured): Promise<AtLength> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(parts));
  parts.bare.follow();
  const events = await parts.stores.log.head();
  const wholeScan = await measured(() => parts.bare.scan(0));
  const replay = await measured(() => replayAll(parts.stores.log));
  return { events, rounds, replay: (replay.cpuMs / events) * 1_000, wholeScan: (wholeScan.cpuMs / events) * 1_000 };
}

async function measureRound({ stores, district, bare, window }: Measured): Promise<Round> {
  bare.follow();
  const before = await stores.log.head();
  const steps = district.prepare(window);
  const intake = await measured(async () => {
    for (const step of steps) await district.take(step);
  });
  const events = (await stores.log.head()) - before;
  const each = (ms: number): number => (ms / events) * 1_000;
  const rows = bare.missing();
  const insert = await measured(() => bare.insert(rows));
  const scan = await measured(() => {
    for (let i = 0; i < SCANS; i++) bare.scan(before);
  });
  const statuses = await runStage(onTrackStage(stores), stores.models);
  const alerting = await runStage(alertingStage(stores), stores.models);
  const documents = await runStage(documentStage(stores), stores.models);
  return {
    intake: each(intake.cpuMs),
    insert: each(insert.cpuMs),
    scan: each(scan.cpuMs) / SCANS,
    statuses: each(statuses.runMs),
    alerting: each(alerting.runMs),
    documents: each(documents.runMs),
  };
}

async function replayAll(log: EventLog): Promise<void> {
  const fold = new ReplayFold({ onChange: () => false });
  for await (const { events } of log.read()) for (const event of events) fold.apply(event);
}

function costs(lengths: readonly AtLength[]): Figure[] {
  const of = (name: string, reference: string, cost: (at: AtLength) => readonly (readonly [number, number])[]): Figure[] => {
    const ratios = lengths.map((at) => median(cost(at).map(([own, least]) => own / least)));
    return lengths.map((at, index): Figure => {
      const [own, least] = [median(cost(at).map(([each]) => each)), median(cost(at).map(([, each]) => each))];
      const growth = (ratios[index] ?? Number.NaN) / (ratios[0] ?? Number.NaN);
      const what = `${name}, ${at.events.toLocaleString('en')} events: ${own.toFixed(1)} µs an event, grown to`;
      return { what, value: growth, unit: 'times', beside: `${reference} ${least.toFixed(2)} µs`, most: FLAT };
    });
  };
  const rounds = (own: keyof Round, least: keyof Round) => (at: AtLength) => at.rounds.map((round) => [round[own], round[least]] as const);
  return [
    ...of('intake', 'bare insert', rounds('intake', 'insert')),
    ...of('statuses', 'bare scan', rounds('statuses', 'scan')),
    ...of('alerting', 'bare scan', rounds('alerting', 'scan')),
    ...of('documents', 'bare scan', rounds('documents', 'scan')),
    ...of('replay', 'bare scan', (at) => [[at.replay, at.wholeScan]]),
  ];
}
