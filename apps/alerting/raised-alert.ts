import { alertStream, placeAlertStream, type AlertRaised, type RecordedCondition, type Signal } from '#libs/domain';
import { v5 as uuidV5 } from 'uuid';
import { subjectOf } from './memory/alert-entry.js';
import type { AlertRule } from './memory/alert-rule.js';
import type { Observed } from './observed.js';

/** Namespace of the ids of alerts. */
const ALERTS = '3c0f7a52-7b0e-5a55-b1f7-2b9a5a7d4e11';

const noConditions: readonly RecordedCondition[] = [];

/** What stands in the log of a new alert. Optional parts are left out, not null. */
export function raisedAlert(
  trigger: AlertRule,
  { place, schoolYear, gradeLevel, silent, cause, moment, status }: Observed,
  { stage, signal, set }: { stage: number; signal: Signal; set: { name: string; version: string } },
): AlertRaised {
  const { studentKey, communityId, schoolId, sectionIds = [] } = place;
  return {
    studentKey,
    schoolYear,
    rule: trigger.name,
    episode: cause.id,
    gradeLevel,
    schoolId,
    communityId,
    ...(status ?? { asOf: moment.date, profile: null, profileVersion: null, milestone: null }),
    conditions: signal.conditions ?? noConditions,
    ...(silent && { silent: true as const }),
    cause: trigger.when?.kind ?? 'wave',
    severity: trigger.severity,
    stage,
    level: signal.level,
    ...(signal.evidence.length > 0 && { evidence: signal.evidence }),
    ...(sectionIds.length > 0 && { sectionIds }),
    triggerSet: set.name,
    triggerSetVersion: set.version,
  };
}

/** Whom it is about, rule and episode make the alert's id: the same cause cannot raise it twice. */
export function streamOf(district: string, { studentKey, communityId, schoolId, schoolYear, rule, episode }: AlertRaised): string {
  const idOf = (subject: string): string => uuidV5(`${district}/${subject}/${schoolYear}/${rule}/${episode}`, ALERTS);
  if (studentKey !== null) return alertStream(district, studentKey, idOf(studentKey));
  return placeAlertStream(district, idOf(subjectOf({ studentKey, communityId, schoolId })));
}
