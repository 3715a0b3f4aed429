import type { CommunityView } from '#libs/contracts';
import { html, type Html } from './html.js';
import { onTrackShare, statusList } from './status-list.js';
import { trendChart, trendTable } from './trend-chart.js';
import { counted } from './wording.js';

/** One community: how large it is, how its students stand, and how that has come. Parts with `data-live` are renewed in place. */
export function communityCard(community: CommunityView): Html {
  const { communityId, name, theme, counts, size, quarantined, trend } = community;
  const key = (part: string): string => `${communityId}/${part}`;
  return html`<li class="card">
    <h3>${name}</h3>
    <p class="quiet" data-live="${key('size')}">${theme === null ? '' : `${theme} · `}${sizeWords(community)}</p>
    <div data-live="${key('status')}">
      <p class="figure">
        <strong>${onTrackShare(counts)} %</strong> on track <span class="quiet">${counts['on-track']} of ${counted(size, 'student')}</span>
      </p>
      ${statusList(counts)}
      ${quarantined === 0 ? null : html`<p class="quiet">${counted(quarantined, 'student')} not counted: their record waits for a mend.</p>`}
    </div>
    <div data-live="${key('trend')}">${trendChart(trend, name)}</div>
    <details>
      <summary>Figures behind the line</summary>
      <div data-live="${key('table')}">${trendTable(trend, name)}</div>
    </details>
  </li>`;
}

function sizeWords({ size, sizeLimit, isOverLimit }: CommunityView): Html {
  return isOverLimit
    ? html`<strong class="over">${counted(size, 'student')}, ${size - sizeLimit} more than the ${sizeLimit} it is meant for</strong>`
    : html`${size} of at most ${counted(sizeLimit, 'student')}`;
}
