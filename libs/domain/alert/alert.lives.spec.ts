import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import type { Route } from '../assignments/routing.js';
import { detect, type Detected } from '../triggers/detect.js';
import type { AlertCommand, Notice } from './alert.commands.js';
import { alertDecider, sameRoute } from './alert.decider.js';
import type { AlertEvent, AlertRaised } from './alert.events.js';
import type { AlertState } from './alert.state.js';

const people = ['ann', 'bo', 'cal', 'dee'];
const date = fc.constantFrom('2025-10-13', '2025-10-14', '2025-10-15', '2025-10-16');
const route: fc.Arbitrary<Route> = fc
  .subarray(people)
  .map((staff) => (staff.length === 0 ? { role: 'nobody', staff } : { role: 'advocate', staff }));
const notices: fc.Arbitrary<Notice[]> = fc.subarray(people).map((staff) => staff.map((each) => ({ staff: each, push: 'now' as const })));
const step = fc.integer({ min: 1, max: 3 });

function raisedAs(episode: string, silent: boolean): AlertRaised {
  const nothing = {
    profile: null,
    profileVersion: null,
    gradeLevel: null,
    schoolId: null,
    communityId: null,
    milestone: null,
    conditions: [],
  };
  return {
    studentKey: 'k',
    schoolYear: 2026,
    rule: 'r',
    episode,
    asOf: '2025-10-13',
    ...nothing,
    ...(silent && { silent: true as const }),
  };
}

const raise = fc.record({
  kind: fc.constant('raise' as const),
  alert: fc.boolean().map((silent) => raisedAs('e', silent)),
  route,
  notices,
});
const command: fc.Arbitrary<AlertCommand> = fc.oneof(
  raise,
  fc.record({
    kind: fc.constant('worsen' as const),
    change: step.map((stage) => ({ stage, level: stage, asOf: '2025-10-14', evidence: [], conditions: [] })),
    route,
    notices,
  }),
  fc.record({ kind: fc.constant('route' as const), route, date, notices }),
  fc.record({ kind: fc.constant('acknowledge' as const), staff: fc.constantFrom(...people), date }),
  fc.record({
    kind: fc.constant('snooze' as const),
    staff: fc.constantFrom(...people),
    until: date,
    reason: fc.constantFrom('known-absence' as const, 'other' as const),
    date,
  }),
  fc.record({ kind: fc.constant('wake' as const), date, notices }),
  fc.record({ kind: fc.constant('escalate' as const), step, afterHours: fc.constant(7), date, hour: fc.constant(9), route, notices }),
  fc.record({ kind: fc.constant('merge' as const), alert: fc.constant('a1'), into: fc.constantFrom('a1', 'a2', 'a3') }),
  fc.record({ kind: fc.constant('separate' as const), notices }),
  fc.record({ kind: fc.constant('settle' as const), staff: fc.constantFrom(...people), outcome: fc.constant('referred' as const), date }),
  fc.record({
    kind: fc.constant('end' as const),
    ended: fc.constantFrom('recovered' as const, 'corrected' as const, 'rule-changed' as const, 'year-ended' as const),
    asOf: date,
    notices,
  }),
);

/** The events that a sequence of commands comes to; a refused command comes to none. */
function lived(commands: readonly AlertCommand[]): { events: AlertEvent[]; state: AlertState } {
  let state = alertDecider.initialState();
  const events: AlertEvent[] = [];
  for (const each of commands) {
    const decided = tried(state, each);
    events.push(...decided);
    state = decided.reduce(alertDecider.evolve, state);
  }
  return { events, state };
}

function tried(state: AlertState, each: AlertCommand): readonly AlertEvent[] {
  try {
    return alertDecider.decide(state, each);
  } catch (error) {
    expect((error as Error).name).toMatch(/^(Alert|Snooze|SilentAlert|OutOfOrder|Merge)\w*Error$/);
    return [];
  }
}

const isEnd = ({ type }: AlertEvent): boolean => ['alert-resolved.v1', 'alert-retracted.v1', 'alert-closed.v1'].includes(type);
const ofEnd: readonly unknown[] = ['resolved', 'retracted', 'closed'];
const lives = fc.array(command, { maxLength: 25 });

describe('whatever is asked of an alert', () => {
  test.prop([lives], { numRuns: 2_000 })('it ends once, and after its end nobody is told of anything but that', (commands) => {
    const { events } = lived(commands);
    const last = events.findIndex(isEnd);
    expect(events.filter(isEnd).length).toBeLessThanOrEqual(1);
    if (last < 0) return;
    for (const event of events.slice(last + 1)) {
      expect([event.type, ofEnd.includes((event.data as { about?: string }).about)]).toEqual(['alert-notified.v1', true]);
    }
  });

  test.prop([lives], { numRuns: 2_000 })('it has a route from the start: an owner, or nobody who is counted', (commands) => {
    const { state, events } = lived(commands);
    if (state.phase !== 'open') return;
    expect(events[1]?.type).toBe('alert-routed.v1');
    expect(state.route.role === 'nobody').toBe(state.route.staff.length === 0);
  });

  test.prop([lives], { numRuns: 2_000 })('nobody is told the same thing twice, nor of its end who was not told of it', (commands) => {
    const { events } = lived(commands);
    const told = events.flatMap((event) => (event.type === 'alert-notified.v1' ? [event.data] : []));
    const keys = told.map(({ about, turn, staff }) => `${about}|${turn}|${staff}`);
    expect(keys).toEqual([...new Set(keys)]);
    for (const notice of told.filter(({ about }) => ofEnd.includes(about))) {
      expect(told.some(({ about, staff }) => staff === notice.staff && !ofEnd.includes(about))).toBe(true);
    }
  });

  test.prop([lives], { numRuns: 1_000 })('the same command again decides to nothing or is refused', (commands) => {
    const { state } = lived(commands);
    for (const each of commands) {
      const after = tried(state, each).reduce(alertDecider.evolve, state);
      expect(tried(after, each)).toEqual([]);
    }
  });
});

describe('whatever level a rule comes to', () => {
  const trigger = { stages: [2, 3, 5].map((from) => ({ from, recipients: [], step: 'x' })) };

  test.prop([fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 40 })], { numRuns: 1_000 })(
    'at most one episode is open, and it is open exactly while the first stage is reached',
    (levels) => {
      let open: { stage: number } | null = null;
      for (const level of levels) {
        const detected = detect(trigger, level === 0 ? null : { level, evidence: [] }, open);
        open = opened(open, detected);
        expect(open !== null).toBe(level >= 2);
      }
    },
  );
});

function opened(open: { stage: number } | null, detected: Detected | null): { stage: number } | null {
  switch (detected?.kind) {
    case undefined:
      return open;
    case 'end':
      return null;
    case 'raise':
      expect(open).toBeNull();
      return { stage: detected.stage };
    case 'worsen':
      expect(detected.stage).toBeGreaterThan(open?.stage ?? Infinity);
      return { stage: detected.stage };
  }
}

describe('a route', () => {
  it('is another one where the role, the people or those they stand in for are others', () => {
    const same: Route = { role: 'lead', staff: ['ann', 'bo'] };
    expect(sameRoute(same, { ...same, standsInFor: [] })).toBe(true);
    const others: Route[] = [
      { ...same, role: 'counselor' },
      { ...same, staff: ['ann'] },
      { ...same, staff: ['ann', 'cy'] },
      { ...same, standsInFor: ['cy'] },
    ];
    expect(others.map((another) => sameRoute(same, another))).toEqual([false, false, false, false]);
  });
});
