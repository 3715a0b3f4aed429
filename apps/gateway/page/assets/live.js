// Keeps the page up to date: asks for it again every few seconds and renews what has changed in place. Nothing that is read moves:
// new alerts wait behind a button, and what holds the focus is left alone.
const EVERY_MS = 3000;
const connection = document.querySelector('#connection');
const news = document.querySelector('#news');
let latest = null;
let freshAt = new Date();

news?.addEventListener('click', showNews);
document.addEventListener('visibilitychange', () => void renew());
setInterval(() => void renew(), EVERY_MS);

async function renew() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    // What keeps a page from being shown is a page too.
    if (response.headers.get('content-type')?.startsWith('text/html') !== true) throw new Error(`answered ${response.status}`);
    apply(new DOMParser().parseFromString(await response.text(), 'text/html'));
    freshAt = new Date();
    say('');
  } catch {
    const time = freshAt.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
    say(`Connection lost. Figures as of ${time}; trying again.`);
  }
}

function apply(fresh) {
  if (outline(fresh) !== outline(document)) {
    location.reload();
    return;
  }
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    if (next !== null) replace(part, next);
  }
  latest = fresh.querySelector('[data-list="alerts"]');
  const unseen = [...(latest?.querySelectorAll('[data-item]') ?? [])].filter((item) => !update(item));
  announce(unseen.length);
}

/** Another set of communities is another page. */
function outline(page) {
  return [...page.querySelectorAll('[data-live]')].map((part) => part.dataset.live).join();
}

function replace(part, next) {
  if (part.innerHTML === next.innerHTML || part.contains(document.activeElement)) return;
  part.innerHTML = next.innerHTML;
}

/** False for an alert that is not on the page yet. */
function update(item) {
  const shown = document.querySelector(`[data-item="${CSS.escape(item.dataset.item)}"]`);
  if (shown === null) return false;
  replace(shown, item);
  shown.className = item.className;
  return true;
}

function announce(count) {
  if (news === null) return;
  news.hidden = count === 0;
  const text = `Show ${count} new`;
  if (news.textContent !== text) news.textContent = text;
}

function showNews() {
  const list = document.querySelector('[data-list="alerts"]');
  if (latest === null || list === null) return;
  list.innerHTML = latest.innerHTML;
  announce(0);
  list.querySelector('[data-item]')?.setAttribute('tabindex', '-1');
  list.querySelector('[data-item]')?.focus();
}

function say(text) {
  if (connection === null || connection.textContent === text) return;
  connection.hidden = text === '';
  connection.textContent = text;
}
