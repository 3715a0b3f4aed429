import { Directory } from '#libs/directory';
import { Clock, EventStore } from '#libs/event-sourcing';
import { Metrics } from '#libs/service';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventsController } from './http/events.controller.js';
import { TakeRecordsHandler } from './http/take-records.handler.js';
import { IntakeQueue } from './intake/intake-queue.js';
import { Intake } from './intake/intake.js';

/** The door: who takes in records. Needs an `EventStore`, a `Directory`, a `Clock` and `FirstDays` of a global module. */
@Module({
  imports: [CqrsModule],
  controllers: [EventsController],
  providers: [
    {
      provide: Intake,
      useFactory: (store: EventStore, directory: Directory, clock: Clock, metrics?: Metrics) =>
        new Intake({
          store,
          directory,
          clock,
          onDeadLetter: ({ reason }) => metrics?.count('homeroom_dead_letters_total', 1, { reason }),
        }),
      inject: [EventStore, Directory, Clock, { token: Metrics, optional: true }],
    },
    { provide: IntakeQueue, useFactory: (intake: Intake) => new IntakeQueue(intake), inject: [Intake] },
    TakeRecordsHandler,
  ],
  exports: [Intake, IntakeQueue],
})
export class IngestionModule {}
