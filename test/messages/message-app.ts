import { Directory } from '#libs/directory';
import { Clock, EventStore } from '#libs/event-sourcing';
import { createHttpApp, openLogger } from '#libs/service';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstDays, IngestionModule, keepEventBodies } from '../../apps/ingestion/index.js';
import type { MessageHouse } from './message-house.js';

/** The HTTP side of a house, without a port. */
export async function messageApp({ store, directory, clock, firstDays }: MessageHouse): Promise<NestFastifyApplication> {
  @Global()
  @Module({
    providers: [
      { provide: EventStore, useValue: store },
      { provide: Directory, useValue: directory },
      { provide: Clock, useValue: clock },
      { provide: FirstDays, useValue: firstDays },
    ],
    exports: [EventStore, Directory, Clock, FirstDays],
  })
  class StoresOfTheHouse {}

  const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
  const app = await createHttpApp({ module: IngestionModule, imports: [StoresOfTheHouse] }, logger);
  keepEventBodies(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
