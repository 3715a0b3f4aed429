import { alertReasons, type AlertDocument, type AlertStep } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** An alert with the people it is about and was sent to. */
export interface AlertView extends Omit<
  AlertDocument,
  'studentKey' | 'route' | 'history' | 'isUnowned' | 'isWaiting' | 'episode' | 'district' | 'acknowledgedBy'
> {
  /** null: about a community or a school's feed. */
  readonly student: ShownPerson | null;
  /** Why it was raised, a sentence for each finding. */
  readonly reasons: readonly string[];
  readonly route: { readonly role: AlertDocument['route']['role']; readonly staff: readonly ShownPerson[] };
  readonly acknowledgedBy: ShownPerson | null;
  readonly history: readonly (Omit<AlertStep, 'staff' | 'standsInFor'> & { readonly staff?: readonly ShownPerson[] })[];
}

/** Whose names are needed to show these. */
export function alertPeople(alerts: readonly AlertDocument[]): string[] {
  return alerts.flatMap(({ studentKey, route, acknowledgedBy, history }) => [
    ...[studentKey, acknowledgedBy].filter((key) => key !== null),
    ...route.staff,
    ...history.flatMap(({ staff }) => staff ?? []),
  ]);
}

export function alertView(alert: AlertDocument, personOf: (key: string) => ShownPerson): AlertView {
  const { studentKey, route, history, acknowledgedBy, isUnowned: _, isWaiting: __, episode: ___, district: ____, ...rest } = alert;
  return {
    ...rest,
    student: studentKey === null ? null : personOf(studentKey),
    reasons: alertReasons(alert),
    acknowledgedBy: acknowledgedBy === null ? null : personOf(acknowledgedBy),
    route: { role: route.role, staff: route.staff.map(personOf) },
    history: history.map(({ staff, standsInFor: _____, ...step }) =>
      staff === undefined ? step : { ...step, staff: staff.map(personOf) },
    ),
  };
}
