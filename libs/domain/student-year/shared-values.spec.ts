import { describe, expect, it } from '@jest/globals';
import type { StudentFacts } from '../facts/facts.js';
import { markOf } from './marks.js';
import { SharedValues } from './shared-values.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

const points = (): SharedValues<Point> =>
  new SharedValues<Point>(
    ({ x }) => x,
    (a, b) => a.y === b.y,
    ({ x, y }) => ({ x, y }),
  );

describe('values that are shared', () => {
  it('are one for all that are the same, without what else they came with', () => {
    const shared = points();
    const given = { x: 1, y: 2, more: 3 };
    const first = shared.share(given);
    expect(first).toEqual({ x: 1, y: 2 });
    expect(shared.share({ x: 1, y: 2 })).toBe(first);
    expect(shared.share({ x: 1, y: 3 })).toEqual({ x: 1, y: 3 });
    expect(shared.share({ x: 2, y: 2 })).toEqual({ x: 2, y: 2 });
    expect(shared.share({ x: 1, y: 2 })).toBe(first);
  });

  it('are kept anew where there are too many of one key, or of all', () => {
    const shared = points();
    const first = shared.share({ x: 0, y: 0 });
    for (let y = 1; y < 100; y++) shared.share({ x: 0, y });
    expect(shared.share({ x: 0, y: 0 })).toBe(first);
    shared.share({ x: 0, y: 100 });
    const second = shared.share({ x: 0, y: 0 });
    expect(second).not.toBe(first);
    for (let x = 1; x < 99_898; x++) shared.share({ x, y: 0 });
    expect(shared.share({ x: 0, y: 0 })).toBe(second);
    for (let x = 99_898; x < 100_000; x++) shared.share({ x, y: 0 });
    expect(shared.share({ x: 0, y: 0 })).not.toBe(second);
  });
});

describe('the marks of a course', () => {
  const posted: StudentFacts['grade-posted'] = {
    schoolId: 'north',
    courseId: 'c',
    subject: 'ela',
    termId: 't',
    termKind: 'year',
    termEnd: '2026-06-01',
    percent: 80,
    creditsAttempted: 1,
    creditsEarned: 1,
    final: true,
  };

  it('have in common what was posted alike, and what was reached alike', () => {
    const [one, same, other] = [posted, { ...posted }, { ...posted, percent: 90 }].map((each) => markOf(each, 2026)) as unknown as {
      posting: object;
      reached: object;
    }[];
    expect(same?.posting).toBe(one?.posting);
    expect(same?.reached).toBe(one?.reached);
    expect(other?.posting).toBe(one?.posting);
    expect(other?.reached).not.toBe(one?.reached);
  });

  it('have their own where anything of them differs', () => {
    const others: Partial<StudentFacts['grade-posted']>[] = [
      { courseId: 'd' },
      { subject: 'math' },
      { termId: 'u' },
      { markedOn: '2026-05-01' },
      { origin: 'transcript' },
      { letter: 'C' },
      { percent: 81 },
      { creditsAttempted: 2 },
      { creditsEarned: 0.5 },
      { summer: true },
      { final: false },
    ];
    const told = ({ posting, reached }: { posting: object; reached: object }): object => ({ ...posting, ...reached });
    const all = [{}, ...others].map((other) =>
      told(markOf({ ...posted, ...other }, 2026) as unknown as { posting: object; reached: object }),
    );
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(all.length);
    expect(all[0]).toEqual({
      courseId: 'c',
      termId: 't',
      transcript: false,
      subject: 'ela',
      day: 335,
      final: true,
      summer: false,
      letter: 'B',
      rank: 4,
      percent: 80,
      creditsAttempted: 1,
      creditsEarned: 1,
    });
  });
});
