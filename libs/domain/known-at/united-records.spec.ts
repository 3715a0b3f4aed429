import { describe, expect, it } from '@jest/globals';
import { wholeDayCode } from '../student-year/day-byte.js';
import { attendanceCode } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { standingOfAll, UnitedYear, type PlacedEvent } from './united-records.js';

const [first, second] = ['2025-09-10T08:00:00Z', '2025-09-11T08:00:00Z'];

type Status = keyof typeof attendanceCode;

function attended(
  stream: string,
  position: number,
  status: Status | null,
  over: { knownAt?: string; sequence?: string } = {},
): PlacedEvent {
  const type = status === null ? 'attendance-retracted.v1' : 'attendance-recorded.v1';
  const data = { date: '2025-09-09', ...(status !== null && { schoolId: 'north', status }) };
  return { type, stream, position, revision: position, superseded: false, data, metadata: { knownAt: first, ...over } };
}

/** What stands of two streams, in whichever order their events come, and whether it is what a fold of them comes to. */
function standing(...events: readonly PlacedEvent[]): Status[] {
  const results = [events, events.toReversed()].map((some) => {
    const placed = some.map((event, index) => ({ ...event, position: index + 1 }));
    const streams = [...Map.groupBy(placed, ({ stream }) => stream).values()];
    const stands = standingOfAll(streams, null).map(({ data }) => (data as { status: Status }).status);
    const code = wholeDayCode(UnitedYear.of(2026, streams, Infinity).state, dayIndex('2025-09-09', 2026));
    expect(stands.map((status) => attendanceCode[status])).toStrictEqual(code === 0 ? [] : [code]);
    return stands;
  });
  expect(results[0]).toEqual(results[1]);
  return results[0] ?? [];
}

describe('Records under several ids of one student', () => {
  it('with different natural keys all stand, in the order of the log', () => {
    const other = { ...attended('b', 2, 'present'), data: { date: '2025-09-10', schoolId: 'north', status: 'tardy' } };
    expect(standingOfAll([[other], [attended('a', 1, 'present')]], null).map(({ position }) => position)).toEqual([1, 2]);
  });

  it('with one natural key are versions of each other: time, sequence, and the larger content decide', () => {
    expect(standing(attended('a', 1, 'present', { knownAt: second }), attended('b', 2, 'tardy'))).toEqual(['present']);
    expect(standing(attended('a', 1, 'tardy', { sequence: '2' }), attended('b', 2, 'present', { sequence: '10' }))).toEqual(['present']);
    expect(standing(attended('a', 1, 'tardy'), attended('b', 2, 'present'))).toEqual(['tardy']);
  });

  it('said alike under several ids stand once, as the first that came', () => {
    const [a, b] = [attended('a', 1, 'present'), attended('b', 2, 'present')];
    for (const streams of [
      [[a], [b]],
      [[b], [a]],
    ])
      expect(standingOfAll(streams, null)).toHaveLength(1);
    expect(standingOfAll([[a], [b]], null)).toEqual([a]);
    expect(standingOfAll([], null)).toEqual([]);
  });

  it('are those that intake let stand in their own stream, whatever else came there', () => {
    const [tardy, present] = [attended('a', 1, 'tardy'), attended('a', 2, 'present')];
    const other: PlacedEvent = { ...attended('b', 3, 'tardy'), data: { date: '2025-09-10', schoolId: 'north', status: 'tardy' } };
    const codeOf = (...events: readonly PlacedEvent[]): number =>
      wholeDayCode(UnitedYear.of(2026, [events, [other]], Infinity).state, dayIndex('2025-09-09', 2026));
    expect(codeOf(tardy, present)).toBe(attendanceCode.present);
    expect(codeOf({ ...present, position: 1 }, { ...tardy, position: 2, superseded: true })).toBe(attendanceCode.present);
  });

  it('are folded in the order of the log, as far as it is asked for; what is no record changes nothing', () => {
    const enrolled = (stream: string, position: number, schoolId: string): PlacedEvent => ({
      ...attended(stream, position, 'present'),
      type: 'student-enrolled.v1',
      data: { schoolId, gradeLevel: '06', entryDate: '2025-09-01' },
    });
    const streams = [
      [enrolled('a', 1, 'north'), enrolled('a', 3, 'west')],
      [enrolled('b', 2, 'south'), { ...enrolled('b', 4, 'east'), type: 'school-day-started.v1' }],
    ];
    const schools = (before: number): string[] =>
      UnitedYear.of(2026, streams, before).state.roster.enrolments.map(({ schoolId }) => schoolId);
    expect(schools(Infinity)).toEqual(['north', 'south', 'west']);
    expect([schools(3), schools(1)]).toEqual([['north', 'south'], []]);
  });

  it('are taken back by a later retraction under any of the ids, not by one of the same moment', () => {
    expect(standing(attended('a', 1, 'present'), attended('b', 2, null, { knownAt: second }))).toEqual([]);
    expect(standing(attended('a', 1, 'present'), attended('b', 2, null))).toEqual(['present']);
  });
});
