import { describe, expect, it } from '@jest/globals';
import {
  contentOf,
  decideVersion,
  emptyLedger,
  enterVersion,
  evolveLedger,
  type Ledger,
  type LedgerEvent,
  type Offer,
} from './ledger.decider.js';
import type { Version } from './version.js';

const version = (over: Partial<Version> = {}): Version => ({
  time: '2025-09-02T00:00:00Z',
  sequence: '',
  retraction: false,
  content: 1,
  outranked: false,
  revision: 0,
  ...over,
});

function offer(over: Partial<Version>, ownTime = true): Offer {
  const { revision: _, outranked: __, ...offered } = version(over);
  return { key: 'k', version: offered, ownTime };
}

/** A ledger that has taken these versions of one key. */
function ledgerOf(...versions: [Version, superseded?: boolean][]): Ledger {
  const ledger = emptyLedger();
  for (const [each, superseded] of versions) enterVersion(ledger, 'k', each, superseded === true);
  return ledger;
}

const append = { outcome: 'append', superseded: false, tie: null };
const late = { outcome: 'append', superseded: true, tie: null };
const unchanged = { outcome: 'unchanged' };

describe('what becomes of an offered version', () => {
  const one = ledgerOf([version()]);

  it('the first one of a key is appended, a retraction too', () => {
    expect(decideVersion(emptyLedger(), offer({}))).toEqual(append);
    expect(decideVersion(emptyLedger(), offer({ retraction: true }))).toEqual(append);
    expect(decideVersion(one, { ...offer({}), key: 'other' })).toEqual(append);
  });

  it('the same one again is nothing new, also where it does not stand any more', () => {
    expect(decideVersion(one, offer({}))).toEqual(unchanged);
    expect(decideVersion(one, offer({}, false))).toEqual(unchanged);
    const two = ledgerOf([version()], [version({ time: '2025-09-03T00:00:00Z', content: 2 })]);
    expect(decideVersion(two, offer({}))).toEqual(unchanged);
    const lateOne = ledgerOf([version()], [version({ time: '2025-09-01T00:00:00Z', content: 3 }), true]);
    expect(decideVersion(lateOne, offer({ time: '2025-09-01T00:00:00Z', content: 3 }))).toEqual(unchanged);
  });

  it('a later one stands, an older one arrives superseded', () => {
    expect(decideVersion(one, offer({ time: '2025-09-02T00:00:00.000000001Z', content: 2 }))).toEqual(append);
    expect(decideVersion(one, offer({ time: '2025-09-01T23:59:59.9Z', content: 2 }))).toEqual(late);
    expect(decideVersion(one, offer({ sequence: '1', content: 2 }))).toEqual(append);
    expect(decideVersion(ledgerOf([version({ sequence: '2' })]), offer({ sequence: '1', content: 2 }))).toEqual(late);
  });

  it('at the same moment a retraction loses to content', () => {
    expect(decideVersion(one, offer({ retraction: true }))).toEqual(late);
    expect(decideVersion(ledgerOf([version({ retraction: true })]), offer({}))).toEqual(append);
  });

  it('unchanged content with a later time is new only where the time is the record’s own', () => {
    const later = { time: '2025-09-09T00:00:00Z' };
    expect(decideVersion(one, offer(later))).toEqual(append);
    expect(decideVersion(one, offer(later, false))).toEqual(unchanged);
    expect(decideVersion(one, offer({ ...later, content: 2 }, false))).toEqual(append);
    expect(decideVersion(one, offer({ ...later, retraction: true }, false))).toEqual(append);
  });

  it('content that came back after another is new, whoever’s time it is', () => {
    const aThenB = ledgerOf([version()], [version({ time: '2025-09-03T00:00:00Z', content: 2, revision: 1 })]);
    expect(decideVersion(aThenB, offer({ time: '2025-09-04T00:00:00Z' }, false))).toEqual(append);
  });

  it('only the contents can tell when all else is equal: it asks for their order', () => {
    const tie = ledgerOf([version({ revision: 7 })]);
    expect(decideVersion(tie, offer({ content: 2 }))).toEqual({ outcome: 'tie', revision: 7 });
    expect(decideVersion(tie, offer({ content: 2 }), 1)).toEqual({ ...append, tie: 'larger' });
    expect(decideVersion(tie, offer({ content: 2 }), 0)).toEqual({ ...append, tie: 'larger' });
    expect(decideVersion(tie, offer({ content: 2 }), -1)).toEqual({ ...late, tie: 'smaller' });
  });

  it('of two late contents of one moment it is known too which is the larger', () => {
    const later = version({ time: '2025-09-09T00:00:00Z', revision: 1 });
    const ledger = ledgerOf([version({ content: 2, revision: 0 })], [later], [version({ content: 3, outranked: true, revision: 2 }), true]);
    expect(decideVersion(ledger, offer({ content: 4 }))).toEqual({ outcome: 'tie', revision: 0 });
    expect(decideVersion(ledger, offer({ content: 4 }), 1)).toEqual({ ...late, tie: 'larger' });
    enterVersion(ledger, 'k', version({ content: 4, revision: 3 }), true);
    expect(decideVersion(ledger, offer({ content: 5 }))).toEqual({ outcome: 'tie', revision: 3 });
    expect(decideVersion(ledger, offer({ content: 5, time: '2025-09-03T00:00:00Z' }))).toEqual(late);
  });

  it('is decided against the largest one, whatever arrived last', () => {
    const ledger = ledgerOf([version({ time: '2025-09-05T00:00:00Z', content: 5 })], [version({ content: 2 }), true]);
    expect(decideVersion(ledger, offer({ time: '2025-09-04T00:00:00Z', content: 4 }))).toEqual(late);
    expect(decideVersion(ledger, offer({ time: '2025-09-06T00:00:00Z', content: 2 }, false))).toEqual(append);
  });
});

describe('the ledger of a stream', () => {
  const event = (revision: number, over: Partial<LedgerEvent> = {}): LedgerEvent => ({
    type: 'attendance-recorded.v1',
    revision,
    superseded: false,
    data: { date: '2025-09-01', schoolId: 'n', status: 'present' },
    metadata: { knownAt: '2025-09-02T00:00:00Z', sequence: '4', extras: 'handle' },
    ...over,
  });

  it('is folded from its events: times, sequences, contents, and which stands first', () => {
    const retraction = { type: 'attendance-retracted.v1', data: { date: '2025-09-01' }, metadata: { tie: 'smaller' } } as const;
    const ledger = [event(0), event(1, { ...retraction, superseded: true })].reduce(evolveLedger, emptyLedger());
    expect(ledger.revision).toBe(1);
    expect([...ledger.versions.values()]).toEqual([
      [
        {
          time: '2025-09-02T00:00:00Z',
          sequence: '4',
          retraction: false,
          content: contentOf('{"date":"2025-09-01","schoolId":"n","status":"present"}', 'handle'),
          outranked: false,
          revision: 0,
        },
        { time: '', sequence: '', retraction: true, content: contentOf('{"date":"2025-09-01"}', undefined), outranked: true, revision: 1 },
      ],
    ]);
    evolveLedger(ledger, event(2, { data: { date: '2025-09-01', schoolId: 'n', status: 'tardy' } }));
    expect([...ledger.versions.values()][0]?.map(({ revision }) => revision)).toEqual([2, 0, 1]);
  });

  it('lets a late version be compared with the largest of its moment, whether those stood or came late', () => {
    const [first, second, newer] = [{ content: 2 }, { content: 3 }, { content: 9, time: '2025-09-03T00:00:00Z' }];
    const stood = ledgerOf([version(first)], [version({ ...second, revision: 1 })], [version({ ...newer, revision: 2 })]);
    const cameLate = ledgerOf([version(newer)], [version({ ...first, revision: 1 }), true], [version({ ...second, revision: 2 }), true]);
    expect(decideVersion(stood, offer({ content: 4 }))).toEqual({ outcome: 'tie', revision: 1 });
    expect(decideVersion(cameLate, offer({ content: 4 }))).toEqual({ outcome: 'tie', revision: 2 });
  });

  it('moves past events that are no versions', () => {
    const ledger = evolveLedger(emptyLedger(), event(3, { type: 'school-day-started.v1' }));
    expect([ledger.revision, ledger.versions.size]).toEqual([3, 0]);
  });

  it('begins before the first revision and never goes back', () => {
    const ledger = emptyLedger();
    expect(ledger.revision).toBe(-1);
    enterVersion(ledger, 'k', version({ revision: 5 }), false);
    enterVersion(ledger, 'k', version({ revision: 3 }), true);
    expect(ledger.revision).toBe(5);
  });

  it('tells contents apart by payload and by what stays out of the log', () => {
    expect(contentOf('{"a":1}', undefined)).toBe(contentOf('{"a":1}', undefined));
    expect(contentOf('{"a":1}', undefined)).toBe(contentOf('{"a":1}', 7));
    expect(
      new Set([contentOf('{"a":1}', undefined), contentOf('{"a":2}', undefined), contentOf('{"a":1}', 'x'), contentOf('{"a":1}', 'y')])
        .size,
    ).toBe(4);
  });
});
