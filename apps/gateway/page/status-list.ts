import { statusesByUrgency, statusWords, type StatusCounts } from '#libs/views';
import { html, type Html } from './html.js';
import { percent } from './wording.js';

/** How many students have which status: a bar for the eye, and each count with its shape and word. */
export function statusList(counts: StatusCounts): Html {
  return html`<div class="statuses">
    ${statusBar(counts)}
    <ul>
      ${statusesByUrgency.map(
        (status) =>
          html`<li class="chip ${status}">
            <span class="shape" aria-hidden="true">${statusWords[status].shape}</span> ${statusWords[status].label}
            <strong>${counts[status]}</strong>
          </li>`,
      )}
    </ul>
  </div>`;
}

function statusBar(counts: StatusCounts): Html {
  const total = totalOf(counts);
  let from = 0;
  const parts = statusesByUrgency.toReversed().map((status) => {
    const width = total === 0 ? 0 : (100 * counts[status]) / total;
    const part = html`<rect class="${status}" x="${from}" width="${width}" height="8"></rect>`;
    from += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

export function totalOf(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function onTrackShare(counts: StatusCounts): number {
  return percent(counts['on-track'], totalOf(counts));
}
