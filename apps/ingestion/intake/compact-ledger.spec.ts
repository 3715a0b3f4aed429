import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { emptyLedger, enterVersion, normalizeInstant, type Version } from '#libs/domain';
import { CompactLedger, keyHash } from './compact-ledger.js';
import { instantOf, microsecondsOf } from './microseconds.js';

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
  test.prop([entries])('knows the same versions as the ledger of the domain, folded or entered', (all) => {
    const ledger = emptyLedger();
    const entered = new CompactLedger();
    for (const { key, gap, superseded, ...rest } of all) {
      const version: Version = { ...rest, revision: ledger.revision + gap };
      enterVersion(ledger, key, version, superseded && ledger.versions.has(key));
      entered.enter(keyHash(key), version, superseded && ledger.versions.get(key)?.[0] !== version);
    }
    const folded = CompactLedger.of(ledger);
    for (const key of ['a', 'b', 'c', 'd']) {
      expect(entered.versionsOf(keyHash(key))).toEqual(ledger.versions.get(key));
      const [stands, ...others] = folded.versionsOf(keyHash(key)) ?? [];
      const [expected, ...older] = ledger.versions.get(key) ?? [];
      expect(stands).toEqual(expected);
      expect(others).toEqual(older.toSorted((a, b) => a.revision - b.revision));
    }
    expect([entered.revision, folded.revision]).toEqual([ledger.revision, ledger.revision]);
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
