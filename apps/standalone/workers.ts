import type { Clock, EventLog, EventStore, FailPoint, ReadModels } from '#libs/event-sourcing';
import { LeasedWorkers } from '#libs/workers';
import { ALERTING_LEASE, alertingStage } from '../alerting/index.js';
import { documentStage, DOCUMENTS_LEASE, onTrackLease, onTrackStage, renewOutdated } from '../projections/index.js';

export interface WorkerParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly clock: Clock;
  readonly failPoint?: FailPoint;
  /** Milliseconds of a clock that nobody sets; default the process's own. */
  readonly elapsed?: () => number;
  /** How long a lease outlives a process that was killed; default `LEASE_MS`. */
  readonly leaseMs?: number;
}

/** Everything after the log: statuses, alerts and the documents that people read, by one process. */
export class Workers extends LeasedWorkers {
  constructor(parts: WorkerParts) {
    super(parts, {
      leases: [onTrackLease(), DOCUMENTS_LEASE, ALERTING_LEASE],
      prepare: (run) => renewOutdated(parts, run),
      stages: [onTrackStage(parts), alertingStage(parts), documentStage(parts)],
    });
  }
}
