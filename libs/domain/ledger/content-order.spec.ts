import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { naturalKey, payloadOf } from '../facts/fact-payload.js';
import type { FactRecordName } from '../facts/record-kinds.js';

const text = fc.constantFrom('a', 'b', 'ab', 'a"b', 'é', '\u{1f600}', '\uffee', 'A', '10', '9', ' ', '\n');
const number = fc.constantFrom(0, -0, 1, 9, 10, 0.1, 1e21, 1e-7, 100);
const part = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const ids = { studentId: fc.constant('s-1'), schoolYear: fc.constant(2026) };

const contents: readonly [FactRecordName, fc.Arbitrary<Record<string, unknown>>][] = [
  [
    'attendance-recorded',
    fc.record({
      ...ids,
      schoolId: text,
      date: fc.constant('2025-09-01'),
      sectionId: fc.constant('x'),
      status: text,
      portionAbsent: part(number),
    }),
  ],
  [
    'student-enrolled',
    fc.record({ ...ids, schoolId: fc.constant('n'), gradeLevel: text, entryDate: fc.constant('d'), firstNinthGradeYear: part(number) }),
  ],
  [
    'student-withdrawn',
    fc.record({ ...ids, schoolId: fc.constant('n'), exitDate: fc.constant('d'), entryDate: part(text), reason: text, diploma: part(text) }),
  ],
  ['community-left', fc.record({ ...ids, communityId: fc.constant('c'), date: fc.constant('d'), joinedOn: part(text) })],
  [
    'section-joined',
    fc.record({ ...ids, schoolId: text, sectionId: fc.constant('x'), date: fc.constant('d'), courseId: part(text), subject: part(text) }),
  ],
  [
    'grade-posted',
    fc.record({
      ...ids,
      schoolId: text,
      courseId: fc.constant('c'),
      subject: text,
      termId: fc.constant('t'),
      termKind: text,
      termEnd: text,
      markedOn: part(text),
      origin: part(fc.constant('grade')),
      letter: part(text),
      percent: part(number),
      gradePoints: part(number),
      creditsAttempted: part(number),
      creditsEarned: part(number),
      core: part(fc.boolean()),
      summer: part(fc.boolean()),
      final: fc.boolean(),
    }),
  ],
  [
    'behavior-recorded',
    fc.record({
      ...ids,
      schoolId: text,
      incidentId: fc.constant('i'),
      date: text,
      category: text,
      actions: fc.array(fc.record({ kind: text, days: part(number) }), { maxLength: 3 }),
    }),
  ],
  [
    'calendar-published',
    fc.record({
      schoolId: fc.constant('n'),
      schoolYear: fc.constant(2026),
      firstDay: text,
      lastDay: text,
      instructionalDays: fc.array(text),
      attendanceTaking: text,
    }),
  ],
  [
    'community-defined',
    fc.record({
      communityId: fc.constant('c'),
      schoolYear: fc.constant(2026),
      schoolId: text,
      name: text,
      theme: part(text),
      sizeLimit: part(number),
      gradeLevels: part(fc.array(text)),
    }),
  ],
];

/** As a record arrives: left out, never undefined. */
function received(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe('ties between versions', () => {
  it.each(contents)('%s: the texts of payloads order like the canonical JSON of the whole records', (name, content) => {
    fc.assert(
      fc.property(content, content, (first, second) => {
        const [a, b] = [received(first), received(second)];
        const [left, right] = [payloadOf(name, a), payloadOf(name, b)];
        expect([left.hasExtras, right.hasExtras]).toEqual([false, false]);
        expect(naturalKey(name, left.data)).toBe(naturalKey(name, right.data));
        const whole = sign(canonicalize(a) ?? '', canonicalize(b) ?? '');
        expect(sign(JSON.stringify(left.data), JSON.stringify(right.data))).toBe(whole);
      }),
      { numRuns: 200 },
    );
  });
});
