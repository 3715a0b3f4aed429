import { resultNames } from '../status/measures.js';
import type { RecordedStatus } from '../status/recorded-status.js';
import type { Signal } from './signal.js';
import type { TriggerCause } from './trigger.js';

/** Causes that are seen in the recorded status. */
export type StatusCause = Extract<TriggerCause, { kind: 'status' | 'conditions' }>;

export function isStatusCause(cause: TriggerCause): cause is StatusCause {
  return cause.kind === 'status' || cause.kind === 'conditions';
}

/** The level of a trigger over a recorded status; null where it is nothing. */
export function statusSignal(cause: StatusCause, recorded: Pick<RecordedStatus, 'status' | 'conditions'>): Signal | null {
  const { status, conditions } = recorded;
  switch (cause.kind) {
    case 'status':
      return status === cause.status ? { level: 1, evidence: [], conditions } : null;
    case 'conditions': {
      const least = resultNames.indexOf(cause.result);
      const reached = conditions.filter(({ result }) => result !== 'insufficient-data' && resultNames.indexOf(result) >= least);
      const evidence = reached.map(({ name }) => name).sort();
      return evidence.length === 0 ? null : { level: evidence.length, evidence, conditions };
    }
  }
}
