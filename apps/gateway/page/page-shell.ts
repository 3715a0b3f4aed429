import { html, type Html } from './html.js';

/** A whole page around its content; it works without script, which only keeps it up to date. */
export function pageShell(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script src="/assets/live.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="brand"><img src="/assets/icon.svg" alt="" width="24" height="24" /> Homeroom</p>
          <p id="connection" class="quiet" role="status" hidden></p>
        </header>
        <main id="main" tabindex="-1">${main}</main>
      </body>
    </html>`.text.replace(/^\s+/gm, '');
}
