import { describe, expect, it } from '@jest/globals';
import { noCounts, type CommunityDocument } from '#libs/views';
import { communityView } from '../communities/community-view.js';
import { pageOf, sumOf } from './community-pages.js';
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

describe('The communities of a district', () => {
  const community = (index: number): CommunityDocument => ({
    district: 'd1',
    communityId: `c${index}`,
    year: 2026,
    name: `Community ${index}`,
    schoolId: 's1',
    theme: null,
    sizeLimit: 400,
    asOf: '2025-10-01',
    size: 10,
    counts: { ...noCounts, 'on-track': 9, 'off-track': 1 },
    milestones: {},
    quarantined: 0,
    dailyCounts: { dates: '2025-10-01', counts: [9, 0, 0, 1] },
  });
  const many = Array.from({ length: 50 }, (_, index) => community(index));

  it('are shown some at a time, and counted all together', () => {
    expect(pageOf(many, 1)).toEqual({ communityViews: many.slice(0, 24).map(communityView), page: 1, pages: 3 });
    expect(pageOf(many, 3)).toEqual({ communityViews: many.slice(48).map(communityView), page: 3, pages: 3 });
    expect(pageOf(many, 9).page).toBe(3);
    expect(pageOf([], 1)).toEqual({ communityViews: [], page: 1, pages: 1 });
    expect(sumOf(many)).toEqual({ students: 500, counts: { ...noCounts, 'on-track': 450, 'off-track': 50 } });
  });

  it('have links to those before and after', () => {
    const nothing = { median: null, of: 0 };
    const followThrough = { alerts: 0, open: 0, unacknowledged: 0, unowned: 0, silent: 0, corrected: 0 };
    const measured = { secondsToNotice: nothing, secondsToHand: nothing, daysToContact: nothing, daysToRecovery: nothing };
    const shown = {
      district: 'd & 1',
      day: '2025-10-01',
      schoolYear: 2026,
      communities: many.length,
      names: new Map<string, string>(),
      alerts: [],
      week: { newlyOffTrack: 0, backOnTrack: 0 },
      followThrough: { ...followThrough, ...measured },
      unowned: 0,
      unplacedStudents: 0,
      deadLetters: 0,
      ...sumOf(many),
    };
    const of = (asked: number): string =>
      startPage({ districts: ['d & 1'], shown: { ...shown, ...pageOf(many, asked) }, health, isReady: true });
    expect(of(1)).not.toContain('Those before');
    expect(of(1)).toContain('<a href="/?district=d%20%26%201&page=2">Those after</a>');
    expect(of(2)).toMatch(/page=1">Those before[\s\S]*Page 2 of 3[\s\S]*page=3">Those after/);
    expect(of(3)).not.toContain('Those after');
    expect(of(1)).toContain('50 communities');
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
