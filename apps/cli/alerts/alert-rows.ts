import type { AlertEnding } from '#libs/domain';
import { alertReasons, type AlertDocument, type AlertStep, type DistrictRules, type Language } from '#libs/views';
import type { Column } from '../format/listing.js';

/** An alert as it is printed: the district's own ids in place of keys. */
export interface PrintedAlert {
  readonly alertId: string;
  /** null: about a community or a school's feed. */
  readonly studentId: string | null;
  readonly state: AlertDocument['state'];
  /** In plain words. */
  readonly reason: string;
  readonly rule: string;
  /** The day it was raised for. */
  readonly asOf: string;
  readonly raisedAt: string;
  readonly ended: AlertEnding | null;
  readonly endedAsOf: string | null;
  readonly gradeLevel: string | null;
  readonly schoolId: string | null;
  readonly communityId: string | null;
  readonly milestone: string | null;
  readonly profile: string | null;
  readonly profileVersion: string | null;
  readonly conditions: AlertDocument['conditions'];
  readonly route: { readonly role: string; readonly staff: readonly string[] };
  /** Old news: recorded, and nobody was notified. */
  readonly silent: boolean;
  readonly history: readonly AlertStep[];
}

/** How alerts are printed. */
export interface Printing {
  readonly rules: DistrictRules;
  /** Of the reasons. */
  readonly language: Language;
}

export function printedAlert(alert: AlertDocument, labelOf: (key: string) => string, { rules, language }: Printing): PrintedAlert {
  const { alertId, state, rule, asOf, raisedAt, ended, endedAsOf, gradeLevel, schoolId, communityId, milestone } = alert;
  const { profile, profileVersion, conditions, route, silent = false } = alert;
  return {
    alertId,
    studentId: alert.studentKey === null ? null : labelOf(alert.studentKey),
    state,
    reason: alertReasons(alert, rules.judging(alert), language).join('; '),
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
    history: alert.history.map(({ staff, standsInFor: _, ...step }) =>
      staff === undefined ? step : { ...step, staff: staff.map(labelOf) },
    ),
  };
}

const common: readonly Column<PrintedAlert>[] = [
  { heading: 'alertId', cell: ({ alertId }) => alertId },
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

function inWords(step: AlertStep): string {
  const details = detailsOf(step);
  return `${step.at.slice(0, 16).replace('T', ' ')} ${step.what}${details === '' ? '' : ` ${details}`}`;
}

function detailsOf({ what, staff = [], role, about, ended, outcome, until, reason, stage, step, alert }: AlertStep): string {
  const people = staff.join(', ');
  switch (what) {
    case 'routed':
      return staff.length === 0 ? 'to nobody: no one is assigned' : `to ${role} ${people}`;
    case 'notified':
      return about === undefined || about === 'raised' ? people : `${people} (${about})`;
    case 'acknowledged':
      return `by ${people}`;
    case 'snoozed':
      return `by ${people} until ${until} (${reason})`;
    case 'worsened':
      return `to stage ${stage}`;
    case 'escalated':
      return `step ${step}`;
    case 'merged':
      return `into ${alert}`;
    case 'separated':
      return `from ${alert}`;
    case 'raised':
    case 'woken':
      return '';
    case 'resolved':
    case 'retracted':
    case 'closed':
      return `as ${ended}${outcome === undefined ? '' : ` by ${people} (${outcome})`}`;
  }
}
