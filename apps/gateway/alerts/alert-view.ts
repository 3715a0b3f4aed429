import { failingReasons, type AlertDocument, type AlertStep } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** An alert with the people it is about and was sent to. */
export interface AlertView extends Omit<AlertDocument, 'studentKey' | 'route' | 'history' | 'isUnowned' | 'episode' | 'district'> {
  readonly student: ShownPerson;
  /** Why it was raised: a sentence for each condition that failed. */
  readonly reasons: readonly string[];
  readonly route: { readonly role: AlertDocument['route']['role']; readonly staff: readonly ShownPerson[] };
  readonly history: readonly (Omit<AlertStep, 'staff'> & { readonly staff?: readonly ShownPerson[] })[];
}

/** Whose names are needed to show these. */
export function alertPeople(alerts: readonly AlertDocument[]): string[] {
  return alerts.flatMap(({ studentKey, route, history }) => [studentKey, ...route.staff, ...history.flatMap(({ staff }) => staff ?? [])]);
}

export function alertView(alert: AlertDocument, personOf: (key: string) => ShownPerson): AlertView {
  const { studentKey, route, history, isUnowned: _, episode: __, district: ___, ...rest } = alert;
  return {
    ...rest,
    student: personOf(studentKey),
    reasons: failingReasons(alert.conditions, alert),
    route: { role: route.role, staff: route.staff.map(personOf) },
    history: history.map(({ staff, ...step }) => (staff === undefined ? step : { ...step, staff: staff.map(personOf) })),
  };
}
