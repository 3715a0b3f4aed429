import { Module, type DynamicModule } from '@nestjs/common';
import { HealthSource } from '../health.js';
import { OperationsController } from './operations.controller.js';

@Module({ controllers: [OperationsController] })
class OperationsModule {}

/** What a process answers to whoever runs it. */
export function operationsModule(health: HealthSource): DynamicModule {
  return { module: OperationsModule, providers: [{ provide: HealthSource, useValue: health }] };
}
