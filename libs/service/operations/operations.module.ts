import { Module, type DynamicModule } from '@nestjs/common';
import { HealthSource } from '../health.js';
import { Metrics } from '../telemetry/metrics.js';
import { MetricsController } from './metrics.controller.js';
import { OperationsController } from './operations.controller.js';

@Module({ controllers: [OperationsController, MetricsController] })
class OperationsModule {}

/** What a process answers to whoever runs it. */
export function operationsModule(health: HealthSource, metrics: Metrics): DynamicModule {
  const providers = [
    { provide: HealthSource, useValue: health },
    { provide: Metrics, useValue: metrics },
  ];
  return { module: OperationsModule, providers };
}
