import { describe, expect, it } from '@jest/globals';
import { followThroughPart } from './follow-through-part.js';
import { html } from './html.js';
import { startPage } from './start-page.js';
import { trendChart } from './trend-chart.js';
import { counted, dayWords, percent } from './wording.js';

const health = { status: 'up', reasons: [] } as const;
const day = (date: string, on: number, off: number, unknown: number) => ({
  date,
  counts: { 'on-track': on, 'at-risk': 0, 'insufficient-data': unknown, 'off-track': off },
});

describe('A page without a district', () => {
  it('says that it is getting ready, or how records come in', () => {
    const page = { districts: [], shown: null, health };
    expect(startPage({ ...page, isReady: false })).toContain('Getting ready');
    expect(startPage({ ...page, isReady: true })).toMatch(/Nobody here yet[\s\S]*\/api\/events/);
  });
});

describe('The trend of a community', () => {
  it('begins when half of the students can be judged, and is said in words', () => {
    const trend = [day('2025-10-01', 0, 1, 9), day('2025-10-02', 6, 1, 3), day('2025-10-03', 7, 1, 2)];
    const { text } = trendChart(trend, 'Harbor');
    expect(text).toContain('Since Oct 2: on track from 60 % to 70 %, off track unchanged at 10 %.');
    expect(text).toContain('points="0,16 100,12"');
  });

  it('is not drawn from a single day', () => {
    expect(trendChart([day('2025-10-03', 7, 1, 2)], 'Harbor').text).not.toContain('<svg');
  });
});

describe('What alerts led to', () => {
  const nothing = { median: null, of: 0 };
  const counts = { alerts: 3, open: 2, unacknowledged: 0, unowned: 0, silent: 0, corrected: 0 };
  const none = { ...counts, secondsToNotice: nothing, secondsToHand: nothing, daysToContact: nothing, daysToRecovery: nothing };

  it('is said in plain words with how many alerts it is of, and not at all before there is anything', () => {
    const some = { ...none, unacknowledged: 1, secondsToNotice: { median: 0.42, of: 3 }, daysToContact: { median: 2, of: 1 } };
    expect(followThroughPart(some).text).toContain(
      'Usual time this school year: told after 0.4 seconds (3 alerts); first contact after 2 days (1 alert).',
    );
    expect(followThroughPart(some).text).toContain('1 open alert that nobody has in hand yet.');
    expect(followThroughPart(none).text).toMatch(/^<p[^>]*>\s*<\/p>$/);
  });
});

describe('Words of the page', () => {
  it('are escaped where they are not markup, in nested parts too', () => {
    expect(html`<i title="${'"x"'}">${[html`<b>${'<&>'}</b>`, null, 3]}</i>`.text).toBe(
      '<i title="&#34;x&#34;"><b>&#60;&#38;&#62;</b>3</i>',
    );
  });

  it('count, and name days', () => {
    expect([counted(1, 'student'), counted(1186, 'student'), counted(2, 'community', 'communities')]).toEqual([
      '1 student',
      '1,186 students',
      '2 communities',
    ]);
    expect(dayWords('2026-11-23')).toBe('Monday, November 23, 2026');
  });

  it('never round somebody away', () => {
    expect([percent(0, 0), percent(1, 400), percent(399, 400), percent(400, 400), percent(1, 3)]).toEqual([0, 1, 99, 100, 33]);
  });
});
