import type { Trigger } from '#libs/domain';

/** What alerts are raised by: a trigger of a set, or calm itself. */
export type AlertRule = Pick<Trigger, 'name' | 'severity' | 'stages'> & Partial<Trigger>;

/** Many of a community at once: raised by calm, whatever triggers are in force. */
export const waveRule: AlertRule = {
  name: 'community-wave',
  severity: 'urgent',
  coolDownDays: 0,
  stages: [{ from: 1, recipients: ['lead', 'administrator'], step: 'Look at what has happened to them all: a day, a record, an illness.' }],
};
