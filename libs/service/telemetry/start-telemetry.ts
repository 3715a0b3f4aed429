import type { EventLog, EventStore } from '#libs/event-sourcing';
import type { Settings } from '../settings.js';
import { MeasuredEventStore } from './measured-event-store.js';
import type { Metrics } from './metrics.js';
import { traced } from './traced-stores.js';

/** What a process tells of itself. */
export interface Telemetry {
  readonly metrics: Metrics;
  /** The same stores, seen by metrics and, where they are wanted, traces. */
  watch<T extends { readonly store: EventStore; readonly log: EventLog }>(stores: T): T;
  /** Tells what is not told yet. */
  stop(): Promise<void>;
}

/** Metrics always; traces where there is somebody to tell them to. Loaded here, so that programs without them start faster. */
export async function startTelemetry(
  service: string,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Pick<Settings, 'OTEL_EXPORTER_OTLP_ENDPOINT'>,
): Promise<Telemetry> {
  const { OtelMetrics } = await import('./otel-metrics.js');
  const metrics = new OtelMetrics();
  const traces = endpoint === undefined ? null : (await import('./otel-traces.js')).openOtelTraces(service, endpoint);
  return {
    metrics,
    watch: (stores) => {
      const store = new MeasuredEventStore(stores.store, metrics);
      return { ...stores, store, ...(traces === null ? {} : traced(store, stores.log, traces)) };
    },
    stop: async () => traces?.stop(),
  };
}
