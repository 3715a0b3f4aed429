import { describe, expect, it } from '@jest/globals';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { attendanceRecord } from '#libs/testing';
import type { IntakeItem, IntakeOutcome } from './intake-item.js';
import { IntakeQueue } from './intake-queue.js';
import { Intake } from './intake.js';

const item = (studentId: string): IntakeItem => ({ record: attendanceRecord('present', {}, { studentId }) });

/** An intake that notes how many items each call had, and refuses what the test says. */
function opened(refuses: (items: readonly IntakeItem[]) => boolean = () => false, mostWaiting?: number) {
  const { store } = openMemoryEventStore();
  const intake = new Intake({ store, directory: openMemoryDirectory('a secret of the tests') });
  const sizes: number[] = [];
  const take = async (items: readonly IntakeItem[]): Promise<readonly IntakeOutcome[]> => {
    sizes.push(items.length);
    if (refuses(items)) throw new Error('cannot be taken');
    return intake.take(items);
  };
  return { queue: new IntakeQueue({ take }, mostWaiting), sizes };
}

describe('requests that come at the same time', () => {
  it('share one append, and each gets its own answer', async () => {
    const { queue, sizes } = opened();
    const answers = await Promise.all([
      queue.take([item('a'), item('b')]),
      queue.take([item('b')]),
      queue.take([item('c')]),
      queue.take([]),
    ]);
    expect(answers.map((outcomes) => outcomes.map(({ outcome }) => outcome))).toEqual([
      ['appended', 'appended'],
      ['unchanged'],
      ['appended'],
      [],
    ]);
    expect(sizes).toEqual([2, 2]);
  });

  it('do not fail for what another one holds', async () => {
    const poison = item('poison');
    const { queue } = opened((items) => items.includes(poison));
    const answers = await Promise.allSettled([
      queue.take([item('first')]),
      queue.take([item('a')]),
      queue.take([poison]),
      queue.take([item('b')]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await queue.take([item('c')])).toMatchObject([{ outcome: 'appended' }]);
  });

  it('are turned away when too many wait, and taken again later', async () => {
    const { queue } = opened(() => false, 3);
    const first = queue.take([item('a'), item('b'), item('c'), item('d')]);
    await expect(queue.take([item('e')])).rejects.toThrow(/4 records wait .* send these again/);
    await first;
    expect(await queue.take([item('e')])).toMatchObject([{ outcome: 'appended' }]);
  });
});
