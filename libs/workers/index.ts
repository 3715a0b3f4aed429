export { HeldLeases, LEASE_MS } from './held-leases.js';
export { LeasedWorkers, type LeasedWorkersParts } from './leased-workers.js';
export { renewing } from './renewing.js';
export type { RunOptions, Stage, Work } from './work.js';
export { startWorkerService } from './worker-service.js';
export { WorkerSupervisor, WorkTakenError } from './worker-supervisor.js';
