import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { emptyLedger, enterVersion, evolveLedger, normalizeInstant, type Version } from '#libs/domain';
import { CompactLedger } from './compact-ledger.js';
import { instantOf, microsecondsOf } from './microseconds.js';
import { keyHash, type LedgerVersion } from './stored-version.js';

const times = ['2025-09-02T00:00:00Z', '2025-09-03T00:00:00Z'];

const instants = fc
  .tuple(
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fc.option(fc.stringMatching(/^\d{1,12}$/)),
  )
  .map(([date, fraction]) => normalizeInstant(`${date.toISOString().slice(0, 19)}${fraction === null ? '' : `.${fraction}`}Z`) ?? '');

const entries = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    gap: fc.constantFrom(1, 1, 1, 2),
    superseded: fc.boolean(),
    time: instants,
    sequence: fc.constantFrom('', '', '10', 'x'),
    retraction: fc.boolean(),
    outranked: fc.boolean(),
    content: fc.oneof(fc.constantFrom(0, Number.MAX_SAFE_INTEGER), fc.nat()),
  }),
  { maxLength: 60 },
);

describe('a compact ledger', () => {
  test.prop([entries, fc.integer({ min: 1, max: 8 })])(
    'knows the same versions as the ledger of the domain, those it forgot recalled',
    (all, window) => {
      const ledger = emptyLedger();
      const entered = new CompactLedger(() => window);
      const stored = new Map<number, LedgerVersion>();
      const versionsOf = (key: string): readonly Version[] | undefined => {
        const recalled = new Map<number, LedgerVersion>();
        for (;;) {
          const versions = entered.versionsOf(keyHash(key), recalled);
          if (typeof versions !== 'number') return versions;
          expect(recalled.has(versions)).toBe(false);
          const found = Array.from({ length: window }, (_, index) => stored.get(versions + index)).filter((each) => each !== undefined);
          for (const each of found) recalled.set(each.version.revision, each);
          entered.remember(found);
        }
      };
      for (const { key, gap, superseded, ...rest } of all) {
        const version: Version = { ...rest, revision: ledger.revision + gap };
        const isLate = superseded && ledger.versions.has(key);
        enterVersion(ledger, key, version, isLate);
        const entry = { hash: keyHash(key), version, superseded: isLate };
        stored.set(version.revision, entry);
        entered.enter(entry);
        if (rest.content % 2 === 0) expect(versionsOf(key)).toEqual(ledger.versions.get(key));
      }
      for (const key of ['a', 'b', 'c', 'd']) expect(versionsOf(key)).toEqual(ledger.versions.get(key));
      expect(entered.revision).toBe(ledger.revision);
    },
  );

  it('is made of the events of a stream, also of those that are no records', () => {
    const data = { date: '2025-09-01', schoolId: 'n', status: 'present' };
    const event = (revision: number, type: string) => ({
      type,
      revision,
      superseded: false,
      data,
      metadata: { knownAt: times[revision] ?? '' },
    });
    const events = [event(0, 'attendance-recorded.v1'), event(1, 'attendance-recorded.v1'), event(2, 'school-day-started.v1')];
    const folded = CompactLedger.of(events, () => 2);
    expect(folded.revision).toBe(2);
    const [key = ''] = events.reduce(evolveLedger, emptyLedger()).versions.keys();
    expect(folded.versionsOf(keyHash(key))).toMatchObject([
      { time: times[1], revision: 1 },
      { time: times[0], revision: 0 },
    ]);
  });

  test.prop([instants])('keeps every instant at its full precision', (instant) => {
    const microseconds = microsecondsOf(instant);
    const isFine = /\.\d{7,}Z$/.test(instant) || instant < '1970' || instant >= '2255';
    if (!isFine) expect(microseconds).not.toBeNull();
    if (microseconds !== null) expect(instantOf(microseconds)).toBe(instant);
  });

  it('counts microseconds', () => {
    expect(microsecondsOf('1970-01-01T00:00:00Z')).toBe(0);
    expect(microsecondsOf('1970-01-02T01:02:03.000004Z')).toBe(90_123_000_004);
    expect(microsecondsOf('1969-12-31T23:59:59Z')).toBeNull();
    expect(microsecondsOf('1970-01-01T00:00:00.0000001Z')).toBeNull();
    expect(microsecondsOf('9999-12-31T23:59:59Z')).toBeNull();
  });
});
