import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { metricTable, Metrics, type CounterName, type GaugeName, type HistogramName, type Labels, type Reading } from './metrics.js';

/** From a millisecond, in which SQLite appends, to ten seconds, after which everybody has given up. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const EVENTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

/** Metrics kept by OpenTelemetry. */
export class OtelMetrics extends Metrics {
  readonly #reader = new PrometheusExporter({ preventServerStart: true });
  readonly #serializer = new PrometheusSerializer('', false, undefined, true, true);
  readonly #meter: Meter = new MeterProvider({ readers: [this.#reader] }).getMeter('homeroom');
  readonly #counters = new Map<CounterName, Counter>();
  readonly #histograms = new Map<HistogramName, Histogram>();

  override count(name: CounterName, by: number, labels: Labels = {}): void {
    let counter = this.#counters.get(name);
    if (counter === undefined) this.#counters.set(name, (counter = this.#meter.createCounter(withoutTotal(name), describe(name))));
    counter.add(by, labels);
  }

  override record(name: HistogramName, value: number): void {
    let histogram = this.#histograms.get(name);
    if (histogram === undefined) {
      const advice = { explicitBucketBoundaries: name.endsWith('_seconds') ? SECONDS : EVENTS };
      this.#histograms.set(name, (histogram = this.#meter.createHistogram(name, { ...describe(name), advice })));
    }
    histogram.record(value);
  }

  override observe(name: GaugeName, read: () => Promise<readonly Reading[]> | readonly Reading[]): void {
    this.#meter.createObservableGauge(name, describe(name)).addCallback(async (gauge) => {
      for (const { value, labels } of await read()) gauge.observe(value, labels);
    });
  }

  override async exposition(): Promise<string> {
    const { resourceMetrics } = await this.#reader.collect();
    return this.#serializer.serialize(resourceMetrics);
  }
}

/** The serializer ends the names of counters with `_total` by itself. */
function withoutTotal(name: CounterName): string {
  return name.slice(0, -'_total'.length);
}

function describe(name: keyof typeof metricTable): { description: string } {
  return { description: metricTable[name].says };
}
