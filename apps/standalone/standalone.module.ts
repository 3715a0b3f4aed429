import { portsModule, type HealthSource } from '#libs/service';
import type { Stores } from '#libs/stores';
import { Module, type DynamicModule } from '@nestjs/common';
import { LocalTime } from '../gateway/index.js';
import { GatewayModule } from '../gateway/gateway.module.js';
import { FirstDays, IngestionModule } from '../ingestion/index.js';

/** One process: the stores, the door and the read side. */
@Module({})
export class StandaloneModule {
  static of(stores: Stores, health: HealthSource, timeZone: string): DynamicModule {
    const firstDays = { provide: FirstDays, useValue: new FirstDays({ ...stores, timeZone }) };
    const place = { provide: LocalTime, useValue: new LocalTime(timeZone) };
    return { module: StandaloneModule, imports: [portsModule(stores, health, [firstDays, place]), IngestionModule, GatewayModule] };
  }
}
