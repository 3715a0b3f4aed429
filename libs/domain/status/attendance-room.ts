import type { Bound } from '../profiles/profile.js';
import { meets } from './measures.js';
import type { RatioCondition } from './record-results.js';

/** How many more days may be present, and how many more absent, before any result over attendance can change. */
export interface AttendanceRoom {
  readonly present: number;
  readonly absent: number;
}

const none: AttendanceRoom = { present: 0, absent: 0 };

/**
 * Room is computed for each kind of day alone and holds for every mixture: a present day only raises the rate,
 * an absent day only lowers it.
 */
export function attendanceRoom(ratios: readonly RatioCondition[], present: number, enrolled: number): AttendanceRoom {
  let room: AttendanceRoom = { present: Infinity, absent: Infinity };
  for (const { condition, measure } of ratios) {
    if (measure.window !== undefined || measure.tardiesPerAbsence !== undefined) return none;
    const minimum = Math.max(measure.minimum, 1);
    if (enrolled < minimum) {
      const days = Math.floor((minimum - enrolled - 1) / 2);
      room = smaller(room, { present: days, absent: days });
      continue;
    }
    for (const bound of [condition.passes, condition.clear]) {
      if (bound !== undefined) room = smaller(room, roomToBound(bound, present, enrolled));
    }
  }
  return room;
}

function smaller(a: AttendanceRoom, b: AttendanceRoom): AttendanceRoom {
  return { present: Math.min(a.present, b.present), absent: Math.min(a.absent, b.absent) };
}

function roomToBound(bound: Bound, present: number, enrolled: number): AttendanceRoom {
  if (bound.comparison !== 'at-least' || typeof bound.value !== 'number') return none;
  const percent = bound.value;
  if (meets(bound, 100 * present, enrolled)) {
    const absent = percent <= 0 ? Infinity : Math.floor((100 * present) / percent - enrolled) - 1;
    return { present: Infinity, absent: Math.max(absent, 0) };
  }
  const more = percent >= 100 ? Infinity : Math.ceil((percent * enrolled - 100 * present) / (100 - percent)) - 2;
  return { present: Math.max(more, 0), absent: Infinity };
}
