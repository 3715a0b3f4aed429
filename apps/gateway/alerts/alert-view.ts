import type { AlertView } from '#libs/contracts';
import { alertReasons, type AlertDocument, type DistrictRules, type Language } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** Whose names are needed to show these. */
export function alertPeople(alerts: readonly AlertDocument[]): string[] {
  return alerts.flatMap(({ studentKey, route, acknowledgedBy, history }) => [
    ...[studentKey, acknowledgedBy].filter((key) => key !== null),
    ...route.staff,
    ...history.flatMap(({ staff }) => staff ?? []),
  ]);
}

/** Of what an alert is shown. */
export interface Shown {
  readonly personOf: (key: string) => ShownPerson;
  readonly rules: DistrictRules;
  /** Of the reasons; default English. */
  readonly language?: Language;
}

export function alertView(alert: AlertDocument, { personOf, rules, language = 'en' }: Shown): AlertView {
  const { studentKey, route, history, acknowledgedBy, isUnowned: _, isWaiting: __, episode: ___, district: ____, ...rest } = alert;
  return {
    ...rest,
    student: studentKey === null ? null : personOf(studentKey),
    reasons: alertReasons(alert, rules.judging(alert), language),
    acknowledgedBy: acknowledgedBy === null ? null : personOf(acknowledgedBy),
    route: { role: route.role, staff: route.staff.map(personOf) },
    history: history.map(({ staff, standsInFor: _____, ...step }) =>
      staff === undefined ? step : { ...step, staff: staff.map(personOf) },
    ),
  };
}
