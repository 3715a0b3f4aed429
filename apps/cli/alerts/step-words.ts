import type { AlertEnded, AlertEnding, AlertEvent, RouteReason } from '#libs/domain';

const whyRouted: Readonly<Record<RouteReason, string>> = {
  raised: 'it was raised',
  worsened: 'it is at a further stage',
  escalated: 'nobody had it in hand in time',
  'assignments-changed': 'the assignments have changed',
};

const whyEnded: Readonly<Record<AlertEnding, string>> = {
  recovered: 'the student is back on track',
  corrected: 'the record behind it was wrong',
  'rule-changed': 'other rules or triggers are in force',
  'year-ended': 'the school year is over',
  settled: 'a person has dealt with it',
  overtaken: 'another one has taken its place',
};

type DataOf<Type extends AlertEvent['type']> = Extract<AlertEvent, { readonly type: Type }>['data'];

/** One thing that happened to an alert, in a sentence. */
export function stepWords(event: AlertEvent): string {
  switch (event.type) {
    case 'alert-raised.v1':
      return raised(event.data);
    case 'alert-worsened.v1':
      return `worsened for ${event.data.asOf} to stage ${event.data.stage}, level ${event.data.level}`;
    case 'alert-routed.v1':
      return routed(event.data);
    case 'alert-notified.v1':
      return `told ${event.data.staff}: ${event.data.about ?? 'raised'}`;
    case 'alert-acknowledged.v1':
      return `taken in hand by ${event.data.staff}`;
    case 'alert-snoozed.v1':
      return `let rest until ${event.data.until} by ${event.data.staff}: ${event.data.reason}`;
    case 'alert-woken.v1':
      return 'back after its rest';
    case 'alert-escalated.v1':
      return `escalated, step ${event.data.step}, after ${event.data.afterHours} school hours without anybody`;
    case 'alert-merged.v1':
      return `told of together with alert ${event.data.into}`;
    case 'alert-separated.v1':
      return `told of by itself again, no longer with alert ${event.data.from}`;
    case 'alert-resolved.v1':
    case 'alert-retracted.v1':
    case 'alert-closed.v1':
      return over(event.data);
  }
}

function raised({ asOf, stage = 1, level, silent }: DataOf<'alert-raised.v1'>): string {
  const found = level === undefined ? '' : `, level ${level}`;
  return `raised for ${asOf} at stage ${stage}${found}${silent === true ? '; old news, so nobody is told' : ''}`;
}

function routed({ role, staff, why = 'raised', date }: DataOf<'alert-routed.v1'>): string {
  const to = staff.length === 0 ? 'nobody: no one at work is assigned' : `${role} ${staff.join(', ')}`;
  return `routed to ${to}, because ${whyRouted[why]}${date === undefined ? '' : `; by the assignments of ${date}`}`;
}

function over({ ended, asOf, staff, outcome }: AlertEnded): string {
  const by = staff === undefined ? '' : `, by ${staff}: ${outcome ?? 'no outcome'}`;
  return `ended as ${ended} for ${asOf}: ${whyEnded[ended]}${by}`;
}
