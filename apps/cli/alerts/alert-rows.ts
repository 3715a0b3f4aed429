import type { Ending } from '#libs/domain';
import { failingReasons, type AlertDocument, type AlertStep } from '#libs/views';
import type { Column } from '../format/listing.js';

/** An alert as it is printed: the district's own ids in place of keys. */
export interface PrintedAlert {
  readonly alertId: string;
  readonly studentId: string;
  readonly state: AlertDocument['state'];
  /** In plain words. */
  readonly reason: string;
  readonly rule: string;
  /** The day it was raised for. */
  readonly asOf: string;
  readonly raisedAt: string;
  readonly ended: Ending | null;
  readonly endedAsOf: string | null;
  readonly gradeLevel: string;
  readonly schoolId: string;
  readonly communityId: string | null;
  readonly milestone: string | null;
  readonly profile: string;
  readonly profileVersion: string;
  readonly conditions: AlertDocument['conditions'];
  readonly route: { readonly role: string; readonly staff: readonly string[] };
  /** Old news: recorded, and nobody was notified. */
  readonly silent: boolean;
  readonly history: readonly AlertStep[];
}

export function printedAlert(alert: AlertDocument, labelOf: (key: string) => string): PrintedAlert {
  const { alertId, state, rule, asOf, raisedAt, ended, endedAsOf, gradeLevel, schoolId, communityId, milestone } = alert;
  const { profile, profileVersion, conditions, route, silent = false } = alert;
  return {
    alertId,
    studentId: labelOf(alert.studentKey),
    state,
    reason: failingReasons(conditions, alert).join('; '),
    rule,
    asOf,
    raisedAt,
    ended,
    endedAsOf,
    gradeLevel,
    schoolId,
    communityId,
    milestone,
    profile,
    profileVersion,
    conditions,
    silent,
    route: { role: route.role, staff: route.staff.map(labelOf) },
    history: alert.history.map(({ staff, ...step }) => (staff === undefined ? step : { ...step, staff: staff.map(labelOf) })),
  };
}

const common: readonly Column<PrintedAlert>[] = [
  { heading: 'studentId', cell: ({ studentId }) => studentId },
  { heading: 'state', cell: ({ state }) => state },
  { heading: 'asOf', cell: ({ asOf }) => asOf },
  { heading: 'reason', cell: ({ reason }) => reason },
];

export const alertColumns: readonly Column<PrintedAlert>[] = [
  ...common,
  { heading: 'history', cell: ({ history }) => history.map(inWords).join('\n') },
];

export const alertCsvColumns: readonly Column<PrintedAlert>[] = [
  { heading: 'alertId', cell: ({ alertId }) => alertId },
  ...common,
  { heading: 'communityId', cell: ({ communityId }) => communityId },
  { heading: 'raisedAt', cell: ({ raisedAt }) => raisedAt },
  { heading: 'ended', cell: ({ ended }) => ended },
  { heading: 'endedAsOf', cell: ({ endedAsOf }) => endedAsOf },
  { heading: 'role', cell: ({ route }) => route.role },
  { heading: 'staff', cell: ({ route }) => route.staff.join(' ') },
  { heading: 'silent', cell: ({ silent }) => silent },
  { heading: 'history', cell: ({ history }) => history.map(inWords).join('; ') },
];

function inWords({ what, at, staff = [], role, ended }: AlertStep): string {
  const when = `${at.slice(0, 16).replace('T', ' ')} ${what}`;
  if (what === 'routed') return staff.length === 0 ? `${when} to nobody: no one is assigned` : `${when} to ${role} ${staff.join(', ')}`;
  if (what === 'notified') return `${when} ${staff.join(', ')}`;
  return ended === undefined ? when : `${when}: ${ended}`;
}
