import type { AlertView } from '#libs/contracts';
import { html, type Html } from './html.js';
import { shortDay } from './wording.js';

/** How an alert ended, in words. */
export const endings: Readonly<Record<NonNullable<AlertView['ended']>, string>> = {
  recovered: '✓ Back on track',
  settled: '✓ Settled',
  corrected: 'Taken back, the record was corrected',
  'rule-changed': 'Closed, the rules have changed',
  'year-ended': 'Closed, the school year has ended',
  overtaken: 'Closed, another alert has taken its place',
};

/** One alert in a list, with the way to its page. */
export function alertCard(alert: AlertView, communityName: string | null, district: string): Html {
  const { alertId, state } = alert;
  const address = `/alerts/${encodeURIComponent(alertId)}?district=${encodeURIComponent(district)}`;
  return html`<li class="card alert ${state}" data-item="${alertId}">
    <h3><a href="${address}">${alertTitle(alert)}</a></h3>
    ${alertBody(alert, communityName)}
  </li>`;
}

/** Whom or what an alert is about. */
export function alertTitle(alert: AlertView): string {
  return alert.student === null ? placeOf(alert) : (alert.student.name ?? alert.student.id);
}

/** Why, with the figures, who was told, and how it ended. */
export function alertBody(alert: AlertView, communityName: string | null): Html {
  const { gradeLevel, reasons, state, asOf, ended, endedAsOf } = alert;
  return html`<p class="quiet">${[gradeWords(gradeLevel), communityName, shortDay(asOf)].filter((part) => part !== null).join(' · ')}</p>
    ${ended === null ? null : html`<p class="ending">${endings[ended]}${endedAsOf === null ? '' : ` · ${shortDay(endedAsOf)}`}</p>`}
    <ul class="reasons">
      ${reasons.map(unbroken).map((reason) => (state === 'retracted' ? html`<li><s>${reason}</s></li>` : html`<li>${reason}</li>`))}
    </ul>
    <p class="told">${toldWords(alert)}</p>`;
}

function placeOf({ communityId, schoolId }: AlertView): string {
  return communityId === null ? `School ${schoolId ?? ''}` : `Community ${communityId}`;
}

function gradeWords(gradeLevel: string | null): string | null {
  return gradeLevel === null ? null : `Grade ${gradeLevel.replace(/^0/, '')}`;
}

function toldWords({ student, route, silent }: AlertView): string {
  if (route.staff.length === 0) return student === null ? 'Nobody is assigned' : 'Nobody is assigned to this student';
  const names = route.staff.map(({ id, name }) => name ?? id).join(', ');
  return silent === true ? `For ${names} (${route.role}); not sent, the cause is old` : `Told: ${names} (${route.role})`;
}

/** A percent sign stays on the line of its figure. */
function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%');
}
