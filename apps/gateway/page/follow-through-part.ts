import type { FollowThrough, Measured } from '#libs/casework';
import { secondsInWords } from '#libs/views';
import { html, type Html } from './html.js';
import { counted } from './wording.js';

/** What alerts led to this school year, in a sentence or two; nothing where there is nothing to say yet. */
export function followThroughPart(followThrough: FollowThrough): Html {
  const { secondsToNotice, secondsToHand, daysToContact, daysToRecovery, unacknowledged } = followThrough;
  const usual = [
    said('told', secondsToNotice, secondsInWords),
    said('taken in hand', secondsToHand, secondsInWords),
    said('first contact', daysToContact, (days) => counted(days, 'day')),
    said('back on track', daysToRecovery, (days) => counted(days, 'day')),
  ].filter((part) => part !== null);
  return html`<p class="quiet" data-live="follow-through">
    ${usual.length === 0 ? null : `Usual time this school year: ${usual.join('; ')}. `}
    ${unacknowledged === 0 ? null : `${counted(unacknowledged, 'open alert')} that nobody has in hand yet.`}
  </p>`;
}

function said(what: string, { median, of }: Measured, words: (median: number) => string): string | null {
  return median === null ? null : `${what} after ${words(median)} (${counted(of, 'alert')})`;
}
