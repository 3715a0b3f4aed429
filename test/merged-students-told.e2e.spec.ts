import { describe, expect, it } from '@jest/globals';
import { identityStream } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, alertStory, weekdays } from '#libs/testing';
import { Shard } from '#libs/views';
import { startAlerting } from '../apps/alerting/index.js';
import { auditLog } from '../apps/cli/alerts/audit/audit-log.js';
import { AppendingStatusRecorder } from '../apps/projections/on-track/status-recorder.js';
import { startOnTrack } from '../apps/projections/index.js';

const old = 'aa000000000000000000000000000001';
const present = '11000000000000000000000000000002';
const days = weekdays('2025-09-01', 60);

/** All students by one process, or those of the old id by another one than those of the present id. */
const divided = Shard.all(2);
const ofPresent = divided.filter((shard) => shard.covers(present));
const ofOld = divided.filter((shard) => shard.covers(old));

/** A school, its counselor and the old id's advocate; what is told follows each record. */
async function house(grade = '05') {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const history = new AlertHistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.advocate('ann', old);
  await history.assigned('cal', 'counselor', { schoolId: 's1' });
  for (const key of [old, present]) {
    await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: grade, entryDate: '2025-09-01' });
  }
  let heard = 0;
  /** @param shards the processes of projections that run, in this order. */
  const told = async (shards = Shard.all(1)): Promise<string[]> => {
    // What alerting is told of statuses stands in the log after what they follow from.
    const recorder = new AppendingStatusRecorder(store);
    for (const shard of shards) {
      const part = { shard, layout: { of: shard.of, since: 0 } };
      await (await startOnTrack({ store, log, models, recorder, part }, { once: true })).runner.run();
    }
    await (await startAlerting({ store, log, models }, { once: true })).run();
    const story = await alertStory(log);
    const fresh = story.slice(heard);
    heard = story.length;
    return fresh;
  };
  return { store, log, history, told };
}

type House = Awaited<ReturnType<typeof house>>;

/** Records of so many days from the beginning, day by day. */
async function live({ history, told }: House, key: string, marks: string, shards?: readonly Shard[]): Promise<string[]> {
  const heard: string[] = [];
  for (const [index, mark] of [...marks].entries()) {
    await history.day(days[index] ?? '');
    if (mark !== '-') await history.attendance(key, days[index] ?? '', mark);
    heard.push(...(await told(shards)));
  }
  return heard;
}

function identified({ history }: House): Promise<void> {
  return history.append(identityStream('d1', old), 'student-identified-as.v1', { newKey: present });
}

describe('The alert of a student whose id is found to be another one’s', () => {
  it('ends, told once, and stands under the present id without being told again', async () => {
    const here = await house();
    const heard = await live(here, old, `${'p'.repeat(27)}aaaa`);
    expect(heard).toContain('off-track raised');
    expect(heard).toContain('off-track told ann (raised, now)');
    await identified(here);
    const after = await here.told();
    expect(after.filter((line) => line.includes('told ann'))).toHaveLength(1);
    expect(after).toContain('off-track closed as overtaken');
    expect(after).toContain('off-track raised silently');
    expect(after).toContain('off-track routed to advocate ann');
    expect(await here.told()).toEqual([]);
  });

  it.each([
    ['the one of the old id first', [...ofOld, ...ofPresent]],
    ['the one of the present id first', [...ofPresent, ...ofOld]],
  ])('is told once where another process has the old id, %s', async (_, shards) => {
    const here = await house();
    expect(onlyTold(await live(here, old, `${'p'.repeat(27)}aaaa`, shards))).toEqual(['off-track told ann (raised, now)']);
    await identified(here);
    const after = await here.told(shards);
    expect(after).toEqual(expect.arrayContaining(['off-track closed as overtaken', 'off-track raised silently']));
    expect(onlyTold(after)).toEqual(['off-track told ann (closed, digest for ending)']);
    expect(await here.told(shards)).toEqual([]);
  });

  it.each([
    ['of the old id', ofPresent, ofOld],
    ['of the present id', ofOld, ofPresent],
    ['of all', [], divided],
  ])('is told once where the process %s is behind', async (_, ahead, behind) => {
    const here = await house();
    const heard = await live(here, old, 'p'.repeat(27), divided);
    for (const date of days.slice(27, 31)) {
      await here.history.day(date);
      await here.history.attendance(old, date, 'a');
    }
    heard.push(...(await here.told(ahead)));
    await identified(here);
    for (const shards of [ahead, behind, divided]) heard.push(...(await here.told(shards)));
    expect(onlyTold(heard).filter((line) => line.includes('raised'))).toEqual(['off-track told ann (raised, now)']);
    await expect(auditLog(here.log, new AbortController().signal)).resolves.toMatchObject({ notices: expect.any(Number) });
  });

  it('is told under the present id where only both together are off track', async () => {
    const here = await house();
    expect(await live(here, old, `${'p'.repeat(15)}aa`)).not.toContain('off-track raised');
    expect(await live(here, present, `${'-'.repeat(17)}${'p'.repeat(11)}aa`)).not.toContain('off-track raised');
    await identified(here);
    expect(await here.told()).toEqual(expect.arrayContaining(['off-track raised', 'off-track told ann (raised, now)']));
  });

  it('comes back where it is found that they are two after all', async () => {
    const here = await house();
    await live(here, old, `${'p'.repeat(27)}aaaa`);
    await identified(here);
    await here.told();
    await here.history.append(identityStream('d1', old), 'identity-retracted.v1', {});
    const after = await here.told();
    expect(after).toContain('off-track retracted as corrected');
    expect(after).toContain('off-track raised');
    expect(after).toContain('off-track told ann (raised, digest for cool-down)');
  });
});

function onlyTold(story: readonly string[]): string[] {
  return story.filter((line) => line.includes(' told '));
}
