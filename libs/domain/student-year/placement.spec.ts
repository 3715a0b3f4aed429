import { describe, expect, it } from '@jest/globals';
import { communityOn } from './placement.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentYear } from './student-year.state.js';

function joined(...memberships: readonly { communityId: string; date: string; since?: string }[]): StudentYear {
  const state = emptyStudentYear(2026);
  for (const data of memberships) evolveStudentYear(state, { type: 'community-joined.v1', data });
  return state;
}

describe('The community of a student in several', () => {
  it('is the one that began first, then the smallest id', () => {
    expect(communityOn(joined({ communityId: 'a', date: '2025-09-02' }, { communityId: 'b', date: '2025-09-01' }), 200)).toBe('b');
    expect(communityOn(joined({ communityId: 'b', date: '2025-09-01' }, { communityId: 'a', date: '2025-09-01' }), 200)).toBe('a');
  });

  it('began when it really did, also where it goes on from an earlier school year', () => {
    const both = joined(
      { communityId: 'a', date: '2025-07-01', since: '2024-10-01' },
      { communityId: 'b', date: '2025-07-01', since: '2023-09-01' },
    );
    expect(communityOn(both, 200)).toBe('b');
  });
});
