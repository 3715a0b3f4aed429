import type { AlertView } from '../alerts/alert-view.js';
import { html, type Html } from './html.js';
import { shortDay } from './wording.js';

const endings: Readonly<Record<Exclude<AlertView['state'], 'open'>, string>> = {
  resolved: '✓ Back on track',
  retracted: 'Taken back, the record was corrected',
  closed: 'Closed, the rules have changed',
};

/** One alert: who, why with the figures, who was told, and how it ended. */
export function alertCard(alert: AlertView, communityName: string | null): Html {
  const { alertId, student, gradeLevel, reasons, state, asOf, endedAsOf } = alert;
  return html`<li class="card alert ${state}" data-item="${alertId}">
    <h3>${student.name ?? student.id}</h3>
    <p class="quiet">Grade ${gradeLevel.replace(/^0/, '')}${communityName === null ? '' : ` · ${communityName}`} · ${shortDay(asOf)}</p>
    ${state === 'open' ? null : html`<p class="ending">${endings[state]}${endedAsOf === null ? '' : ` · ${shortDay(endedAsOf)}`}</p>`}
    <ul class="reasons">
      ${reasons.map(unbroken).map((reason) => (state === 'retracted' ? html`<li><s>${reason}</s></li>` : html`<li>${reason}</li>`))}
    </ul>
    <p class="told">${toldWords(alert)}</p>
  </li>`;
}

function toldWords({ route, silent }: AlertView): string {
  if (route.staff.length === 0) return 'Nobody is assigned to this student';
  const names = route.staff.map(({ id, name }) => name ?? id).join(', ');
  return silent === true ? `For ${names} (${route.role}); not sent, the cause is old` : `Told: ${names} (${route.role})`;
}

/** A percent sign stays on the line of its figure. */
function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%');
}
