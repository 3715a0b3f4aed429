import type { Stage } from '#libs/workers';
import { ALERTING } from './alerting.process.js';
import { startAlerting, type AlertingParts } from './start-alerting.js';

/** The right to raise and end alerts. */
export const ALERTING_LEASE = ALERTING;

/** Alerts, from what was recorded of statuses. */
export function alertingStage(parts: AlertingParts): Stage {
  return async (run, models) => new Map([[ALERTING, await startAlerting({ ...parts, models }, run)]]);
}
