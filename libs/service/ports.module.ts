import { Directory } from '#libs/directory';
import { Clock, EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import type { DynamicModule, ValueProvider } from '@nestjs/common';
import { HealthSource } from './health.js';

/** What every module of a process may ask for. */
export interface Ports {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly directory: Directory;
  readonly clock: Clock;
}

// oxlint-disable-next-line typescript/no-extraneous-class -- Nest's decorator would load Nest for commands that only read the settings.
class PortsModule {}

/**
 * The stores of a process for injection, by their ports.
 * @param more what a process has besides.
 */
export function portsModule(ports: Ports, health: HealthSource, more: readonly ValueProvider[] = []): DynamicModule {
  const providers: ValueProvider[] = [
    { provide: EventStore, useValue: ports.store },
    { provide: EventLog, useValue: ports.log },
    { provide: ReadModels, useValue: ports.models },
    { provide: Directory, useValue: ports.directory },
    { provide: Clock, useValue: ports.clock },
    { provide: HealthSource, useValue: health },
    ...more,
  ];
  return { module: PortsModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
}
