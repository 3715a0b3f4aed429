import { Directory } from '#libs/directory';
import { Clock, EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { HealthSource } from '#libs/service';
import { Module, type DynamicModule } from '@nestjs/common';
import { GatewayModule } from '../gateway/gateway.module.js';
import { FirstDays, IngestionModule } from '../ingestion/index.js';
import type { Embedded } from './embedded.js';

/** One process: the stores of a data folder, the door and the read side. */
@Module({})
export class StandaloneModule {
  static of(embedded: Embedded, health: HealthSource, timeZone: string): DynamicModule {
    const parts = [
      { provide: EventStore, useValue: embedded.store },
      { provide: EventLog, useValue: embedded.log },
      { provide: ReadModels, useValue: embedded.models },
      { provide: Directory, useValue: embedded.directory },
      { provide: Clock, useValue: embedded.clock },
      { provide: HealthSource, useValue: health },
      { provide: FirstDays, useValue: new FirstDays({ ...embedded, timeZone }) },
    ];
    const stores: DynamicModule = { module: StoresModule, global: true, providers: parts, exports: parts.map(({ provide }) => provide) };
    return { module: StandaloneModule, imports: [stores, IngestionModule, GatewayModule] };
  }
}

@Module({})
class StoresModule {}
