import { Controller, Get, Header } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics.js';

/** What a process counts of itself, for Prometheus. */
@Controller('metrics')
export class MetricsController {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.#metrics.exposition();
  }
}
