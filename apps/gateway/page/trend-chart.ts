import { statusesByUrgency, statusWords, type TrendDay } from '#libs/views';
import { html, type Html } from './html.js';
import { totalOf } from './status-list.js';
import { percent, shortDay } from './wording.js';

const HEIGHT = 40;
const MOST_ROWS = 20;

/** How the community has come along: a sentence, a line for the eye, and every figure in a table. */
export function trendChart(trend: readonly TrendDay[], name: string): Html {
  const judged = trend.filter(({ counts }) => totalOf(counts) > 0 && 2 * counts['insufficient-data'] < totalOf(counts));
  const [first] = judged;
  const last = judged.at(-1);
  if (first === undefined || last === undefined || first === last) {
    return html`<p class="quiet">The trend begins when half of the students have enough data to be judged.</p>`;
  }
  return html`<p class="quiet">${sentence(first, last)}</p>
    <svg
      class="trend"
      viewBox="0 0 100 ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="Trend of ${name}: ${sentence(first, last)}"
    >
      <line class="grid" x1="0" x2="100" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}"></line>
      <polyline class="line off-track" points="${points(judged, 'off-track')}"></polyline>
      <polyline class="line on-track" points="${points(judged, 'on-track')}"></polyline>
    </svg>
    <p class="axis" aria-hidden="true">
      <span>${shortDay(first.date)}</span><span class="key on-track">on track</span><span class="key off-track">off track</span
      ><span>${shortDay(last.date)}</span>
    </p>`;
}

/** The figures behind the line, newest first; thinned to about one a week. */
export function trendTable(trend: readonly TrendDay[], name: string): Html {
  const step = Math.max(1, Math.ceil(trend.length / MOST_ROWS));
  const rows = trend.toReversed().filter((_, index) => index % step === 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Figures of ${name}">
    <table>
      <caption>
        Students of ${name} by status
      </caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          ${statusesByUrgency.map((status) => html`<th scope="col">${statusWords[status].label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ date, counts }) =>
            html`<tr>
              <th scope="row">${shortDay(date)}</th>
              ${statusesByUrgency.map((status) => html`<td>${counts[status]}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function points(days: readonly TrendDay[], status: 'on-track' | 'off-track'): string {
  return days
    .map(({ counts }, index) => `${round((100 * index) / (days.length - 1))},${round(HEIGHT * (1 - counts[status] / totalOf(counts)))}`)
    .join(' ');
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}

function sentence(first: TrendDay, last: TrendDay): string {
  return `Since ${shortDay(first.date)}: on track ${way(first, last, 'on-track')}, off track ${way(first, last, 'off-track')}.`;
}

function way(first: TrendDay, last: TrendDay, status: 'on-track' | 'off-track'): string {
  const [then, now] = [first, last].map(({ counts }) => percent(counts[status], totalOf(counts)));
  return then === now ? `unchanged at ${now} %` : `from ${then} % to ${now} %`;
}
