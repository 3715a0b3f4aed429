import { alertCard } from './alert-card.js';
import { communityCard } from './community-card.js';
import { followThroughPart } from './follow-through-part.js';
import { html, type Html } from './html.js';
import type { ShownDistrict, StartPage } from './start-page.query.js';
import { pageShell } from './page-shell.js';
import { onTrackShare } from './status-list.js';
import { counted, dayWords } from './wording.js';

/** The start page. */
export function startPage(page: StartPage): string {
  const { shown } = page;
  const title = shown === null ? 'Homeroom' : `District ${shown.district} · Homeroom`;
  return pageShell(title, html`${notReady(page)}${shown === null ? nothingYet(page) : districtPart(page, shown)}${healthPart(page)}`);
}

/** Above everything else: what is shown below is not, or not yet, as it should be. */
function notReady({ isReady, health }: StartPage): Html {
  const [first] = health.reasons;
  return html`<p class="over" role="status" data-live="not-ready">${isReady || first === undefined ? '' : first}</p>`;
}

function nothingYet({ isReady }: StartPage): Html {
  return isReady
    ? html`<h1 data-live="nothing">Nobody here yet</h1>
        <p class="quiet">
          Records are taken in over HTTP at <code>/api/events</code> or with <code>npm run -s homeroom -- import</code>. This page shows
          them by itself.
        </p>`
    : html`<h1 data-live="preparing">Getting ready</h1>
        <p class="quiet">This page shows the district as soon as it is there.</p>`;
}

function districtPart({ districts }: StartPage, shown: ShownDistrict): Html {
  const { district, day, students, communities, communityViews, names, alerts, followThrough } = shown;
  return html`<div class="title">
      <h1>District ${district}</h1>
      <p class="quiet" data-live="day">
        ${day === null ? 'No school day yet' : dayWords(day)} · ${counted(students, 'student')} in
        ${counted(communities, 'community', 'communities')}
      </p>
      <p class="jump"><a href="#alerts">To the newest alerts</a></p>
      ${districts.length < 2 ? null : otherDistricts(shown, districts)}
    </div>
    <ul class="tiles" data-live="tiles">
      ${tiles(shown)}
    </ul>
    <div class="columns">
      <section aria-labelledby="communities">
        <h2 id="communities">Communities</h2>
        ${
          communityViews.length === 0
            ? html`<p class="quiet">No community is known in this school year: communities come with the roster of a district.</p>`
            : html`<ul class="cards">
                ${communityViews.map(communityCard)}
              </ul>`
        }
        ${shown.pages < 2 ? null : communityPages(shown)}
      </section>
      <section aria-labelledby="alerts">
        <div class="heading">
          <h2 id="alerts">Newest alerts</h2>
          <button id="news" type="button" aria-live="polite" hidden></button>
        </div>
        ${followThroughPart(followThrough)}
        <ol class="cards" data-list="alerts">
          ${
            alerts.length === 0
              ? html`<li class="quiet">Nobody has gone off track.</li>`
              : alerts.map((alert) =>
                  alertCard(alert, alert.communityId === null ? null : (names.get(alert.communityId) ?? alert.communityId), district),
                )
          }
        </ol>
      </section>
    </div>`;
}

function communityPages({ district, page, pages }: ShownDistrict): Html {
  const link = (to: number, words: string): Html | null =>
    to < 1 || to > pages ? null : html`<a href="/?district=${encodeURIComponent(district)}&page=${to}">${words}</a>`;
  return html`<nav aria-label="More communities">
    ${link(page - 1, 'Those before')} <span class="quiet">Page ${page} of ${pages}</span> ${link(page + 1, 'Those after')}
  </nav>`;
}

function otherDistricts({ district }: ShownDistrict, districts: StartPage['districts']): Html {
  const others = districts.filter((each) => each !== district);
  return html`<nav aria-label="Other districts">
    ${others.map((each) => html`<a href="/?district=${encodeURIComponent(each)}">${each}</a>`)}
  </nav>`;
}

function tiles({ counts, week, unowned }: ShownDistrict): Html[] {
  return [
    tile('On track', `${onTrackShare(counts)} %`, 'of all students in communities'),
    tile('Newly off track', week.newlyOffTrack, 'in the last five school days'),
    tile('Back on track', week.backOnTrack, 'in the last five school days'),
    tile('Nobody assigned', unowned, 'open alerts that reach no adult'),
  ];
}

function tile(title: string, figure: string | number, note: string): Html {
  return html`<li class="card tile"><span>${title}</span> <strong>${figure}</strong> <span class="quiet">${note}</span></li>`;
}

function healthPart({ health, shown }: StartPage): Html {
  const lines = [
    ...health.reasons,
    ...(shown === null || shown.unplacedStudents === 0
      ? []
      : [`Records of ${counted(shown.unplacedStudents, 'student')} count as soon as an enrolment covers them.`]),
    ...(shown === null || shown.deadLetters === 0 ? [] : [`${counted(shown.deadLetters, 'record')} refused, waiting to be mended.`]),
  ];
  return html`<footer data-live="health">
    ${
      lines.length === 0
        ? html`<p>✓ Everything is up to date, and every school's attendance has come.</p>`
        : html`<ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
    }
  </footer>`;
}
