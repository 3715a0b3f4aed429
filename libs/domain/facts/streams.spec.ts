import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import {
  alertStream,
  careStream,
  communityStream,
  districtStream,
  identityStream,
  noticeStream,
  parseStream,
  placeAlertStream,
  schoolStream,
  staffStream,
  statusStream,
  studentStream,
} from './streams.js';

const KEY = '0f9b00000000000000000000000000aa';
const odd = ['d', 'D.1', 'a-b', 'a/b c', 'é%2E', '..', '\u{1f600}', 'x.2026'];

describe('names of streams', () => {
  it('begin with the first byte of a person’s key, so that a shard is a prefix', () => {
    expect(studentStream('d', KEY, 2026)).toBe(`student-0f.d.${KEY}.2026`);
    expect(statusStream('d', KEY, 2026)).toBe(`status-0f.d.${KEY}.2026`);
    expect(identityStream('d', KEY)).toBe(`identity-0f.d.${KEY}`);
    expect(careStream('d', KEY)).toBe(`care-0f.d.${KEY}`);
    expect(alertStream('d', KEY, 'a1')).toBe('alert-0f.d.a1');
  });

  it('of what is about no student begin with the first byte of its own id', () => {
    expect(placeAlertStream('d', 'a1b2')).toBe('alert-a1.d.a1b2');
    expect(noticeStream('d', '7c9e')).toBe('notice-7c.d.7c9e');
  });

  it('encode ids, the dot too', () => {
    expect(schoolStream('d.1', 'north high', 2026)).toBe('school-d%2E1.north%20high.2026');
  });

  it.each(odd)('are read back whatever the id: %s', (id) => {
    expect(parseStream(studentStream(id, KEY, 2026))).toEqual({ kind: 'student', district: id, key: KEY, year: 2026 });
    expect(parseStream(statusStream(id, KEY, 2026))).toEqual({ kind: 'status', district: id, key: KEY, year: 2026 });
    expect(parseStream(alertStream(id, KEY, 'a1'))).toEqual({ kind: 'alert', district: id, alert: 'a1' });
    expect(parseStream(identityStream(id, KEY))).toEqual({ kind: 'identity', district: id, key: KEY });
    expect(parseStream(staffStream(id, KEY))).toEqual({ kind: 'staff', district: id, key: KEY });
    expect(parseStream(schoolStream(id, id, 2026))).toEqual({ kind: 'school', district: id, school: id, year: 2026 });
    expect(parseStream(communityStream(id, id))).toEqual({ kind: 'community', district: id, community: id });
    expect(parseStream(districtStream(id))).toEqual({ kind: 'district', district: id });
  });

  // Names are remembered: only those that never came before are read.
  let turn = 0;
  test.prop([fc.string({ unit: 'grapheme', minLength: 1 }), fc.uuid(), fc.integer({ min: 1990, max: 2100 })], { numRuns: 50 })(
    'are read back, of every kind',
    (id, uuid, year) => {
      const district = `${id} ${turn++}`;
      expect(parseStream(studentStream(district, uuid, year))).toEqual({ kind: 'student', district, key: uuid, year });
      expect(parseStream(statusStream(district, uuid, year))).toEqual({ kind: 'status', district, key: uuid, year });
      expect(parseStream(alertStream(district, KEY, uuid))).toEqual({ kind: 'alert', district, alert: uuid });
      expect(parseStream(noticeStream(district, uuid))).toEqual({ kind: 'notice', district, notice: uuid });
      expect(parseStream(identityStream(district, uuid))).toEqual({ kind: 'identity', district, key: uuid });
      expect(parseStream(careStream(district, uuid))).toEqual({ kind: 'care', district, key: uuid });
      expect(parseStream(staffStream(district, uuid))).toEqual({ kind: 'staff', district, key: uuid });
      expect(parseStream(schoolStream(district, id, year))).toEqual({ kind: 'school', district, school: id, year });
      expect(parseStream(communityStream(district, id))).toEqual({ kind: 'community', district, community: id });
      expect(parseStream(districtStream(district))).toEqual({ kind: 'district', district });
    },
  );

  it('are remembered, up to 100,000 of them', () => {
    let others = 0;
    const othersUntilForgotten = (): number => {
      const [first, before] = [parseStream('district-first'), others];
      while (others - before <= 100_000 && parseStream('district-first') === first) parseStream(`district-other${others++}`);
      return others - before;
    };
    othersUntilForgotten();
    // The first one and the other that made room for itself stand already.
    expect(othersUntilForgotten()).toBe(99_999);
  });

  it('that are not of this system are refused', () => {
    expect(() => parseStream('cart-1')).toThrow('No stream of this system is named "cart-1".');
    expect(() => parseStream('student')).toThrow('No stream');
  });
});
