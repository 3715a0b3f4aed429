import type { AlertView } from '#libs/contracts';
import type { AlertPage } from './alert-page.query.js';
import { alertBody, alertTitle, endings } from './alert-card.js';
import { html, type Html } from './html.js';
import { pageShell } from './page-shell.js';
import { momentWords, shortDay } from './wording.js';

type Step = AlertView['history'][number];

/** One alert, for whoever was sent here by a message: why, what has happened since, and the record behind it. */
export function alertPage({ district, alert, record, contacts }: AlertPage): string {
  const main = html`<div class="title">
      <p class="quiet"><a href="/?district=${encodeURIComponent(district)}">District ${district}</a></p>
      <h1>${alertTitle(alert)}</h1>
    </div>
    <section class="card alert ${alert.state}" data-live="alert">${alertBody(alert, alert.communityId)}</section>
    <section aria-labelledby="history" data-live="history">
      <h2 id="history">What has happened</h2>
      <ol class="steps">
        ${alert.history.map((step) => html`<li><span class="quiet">${momentWords(step.at)}</span> ${sentences[step.what](step)}</li>`)}
      </ol>
    </section>
    <section aria-labelledby="contacts" data-live="contacts">
      <h2 id="contacts">Contacts since</h2>
      ${
        contacts.length === 0
          ? html`<p class="quiet">None is recorded yet.</p>`
          : html`<ul>
              ${contacts.map(({ date, kind, by }) => html`<li>${shortDay(date)}: ${kind.replaceAll('-', ' ')}, ${nameOf(by)}</li>`)}
            </ul>`
      }
    </section>
    ${record === null ? null : recordPart(record)}`;
  return pageShell(`${alertTitle(alert)} · Homeroom`, main);
}

function recordPart({ type, data, source, knownAt }: NonNullable<AlertPage['record']>): Html {
  const date = typeof data['date'] === 'string' ? `, about ${shortDay(data['date'])}` : '';
  const from = source === null ? '' : `, from ${source}`;
  return html`<section aria-labelledby="record" data-live="record">
    <h2 id="record">The record that began it</h2>
    <p>
      ${type.replace(/\.v\d+$/, '').replaceAll('-', ' ')}${date}${from}${knownAt === null ? '' : `, known since ${momentWords(knownAt)}`}
    </p>
  </section>`;
}

/** A sentence for every kind of step. */
const sentences: Readonly<Record<Step['what'], (step: Step) => string>> = {
  raised: () => 'Raised.',
  worsened: ({ stage }) => `It has become worse${stage === undefined ? '' : ` (stage ${stage + 1})`}.`,
  routed: ({ staff = [], role }) => (staff.length === 0 ? 'Nobody is assigned.' : `For ${namesOf(staff)} (${role ?? ''}).`),
  notified: ({ staff = [], push }) => `${namesOf(staff)} was told${pushWords[push ?? 'now']}.`,
  acknowledged: ({ staff = [] }) => `${namesOf(staff)} has it in hand.`,
  snoozed: ({ until, reason }) => `It rests until ${shortDay(until ?? '')} (${(reason ?? 'other').replaceAll('-', ' ')}).`,
  woken: () => 'It is back again.',
  escalated: () => 'Nobody had taken it in hand in time: passed on to the next in line.',
  merged: () => 'It is told together with another alert about the same student.',
  separated: () => 'It is told by itself again.',
  resolved: ({ ended, outcome }) => `${endings[ended ?? 'recovered']}${outcome === undefined ? '' : ` (${outcome.replaceAll('-', ' ')})`}.`,
  retracted: ({ ended }) => `${endings[ended ?? 'corrected']}.`,
  closed: ({ ended }) => `${endings[ended ?? 'rule-changed']}.`,
};

const pushWords = { now: '', digest: ' with the digest', none: ' in the inbox' } as const;

function namesOf(people: NonNullable<Step['staff']>): string {
  return people.map(nameOf).join(', ');
}

function nameOf({ id, name }: NonNullable<Step['staff']>[number]): string {
  return name ?? id;
}
