/** Every metric of this system, by the name that Prometheus shows: what it says and how it is kept. */
export const metricTable = {
  homeroom_append_seconds: { kind: 'histogram', says: 'how long an append took until it was durable' },
  homeroom_append_batch_events: { kind: 'histogram', says: 'events of one append' },
  homeroom_events_appended_total: { kind: 'counter', says: 'events appended by this process' },
  homeroom_append_conflicts_total: { kind: 'counter', says: 'appends that were decided again because somebody else wrote the stream' },
  homeroom_dead_letters_total: { kind: 'counter', says: 'records refused by this process, by reason' },
  homeroom_projection_position: { kind: 'gauge', says: 'position of the last event folded, by projection' },
  homeroom_projection_lag_events: { kind: 'gauge', says: 'events between a projection and the end of the log' },
  homeroom_quarantined_documents: { kind: 'gauge', says: 'documents that wait for a mend, by collection' },
  homeroom_troubles: { kind: 'gauge', says: 'what is not as it should be, as told at /api/health' },
  homeroom_ready: { kind: 'gauge', says: '1 when the process does what it is there for' },
  homeroom_intake_lag_records: { kind: 'gauge', says: 'records that wait to be taken in, by topic and partition' },
} as const;

type Named<Kind> = {
  [Name in keyof typeof metricTable]: (typeof metricTable)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof metricTable];

export type CounterName = Named<'counter'>;
export type HistogramName = Named<'histogram'>;
export type GaugeName = Named<'gauge'>;

/** Never names or ids of people. */
export type Labels = Readonly<Record<string, string>>;

export interface Reading {
  readonly value: number;
  readonly labels?: Labels;
}

/** What a process counts of itself. */
export abstract class Metrics {
  abstract count(name: CounterName, by: number, labels?: Labels): void;

  abstract record(name: HistogramName, value: number): void;

  /** Reads a gauge whenever somebody looks; to be called once a name. What throws is left out. */
  abstract observe(name: GaugeName, read: () => Promise<readonly Reading[]> | readonly Reading[]): void;

  /** All of them as Prometheus reads them. */
  abstract exposition(): Promise<string>;
}
