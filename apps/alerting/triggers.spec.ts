import { describe, expect, it } from '@jest/globals';
import { shippedTriggerSet, type Trigger, type TriggerSet } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, alertStory, weekdays } from '#libs/testing';
import { startAlerting } from './start-alerting.js';

const kim = 'aa000000000000000000000000000001';
const [mon = '', tue = '', wed = '', thu = '', fri = '', mon2 = '', tue2 = ''] = weekdays('2025-10-13', 7);

async function house() {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const history = new AlertHistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.adoptTriggers('staged-response');
  await history.advocate('ann', kim);
  await history.assigned('tom', 'teacher', { sectionId: 'math-1' });
  await history.assigned('cal', 'counselor', { schoolId: 's1' });
  await history.assigned('max', 'administrator', { schoolId: 's1' });
  await history.assigned('dot', 'data-contact', { schoolId: 's1' });
  await history.student(kim, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '06', entryDate: '2025-09-01' });
  await history.student(kim, 2026, 'section-joined', { schoolId: 's1', sectionId: 'math-1', date: '2025-09-01' });
  await history.attendance(kim, '2025-10-10', 'p');
  await history.day(mon);
  let told = 0;
  const react = async (): Promise<string[]> => {
    await (await startAlerting({ store, log, models }, { once: true })).run();
    const story = await alertStory(log);
    const fresh = story.slice(told);
    told = story.length;
    return fresh;
  };
  const day = async (date: string, mark?: string): Promise<string[]> => {
    await history.day(date);
    const atDawn = await react();
    if (mark !== undefined) {
      await history.attendance(kim, date, mark);
      await received(date);
    }
    return [...atDawn, ...(await react())];
  };
  const feeds = models.collection({ name: 'feeds', indexes: { byDistrict: ['district', 'schoolId'] } });
  let feedsSeen: number | null = null;
  /** The documents are folded elsewhere; of the feeds alerting reads how far they have come. */
  const received = async (date: string): Promise<void> => {
    const position = (feedsSeen ?? 0) + 1;
    await feeds.write([{ id: 'f', previous: feedsSeen, position, body: { district: 'd1', schoolId: 's1', lastAttendanceDate: date } }]);
    feedsSeen = position;
  };
  await received('2025-10-10');
  return { store, log, models, history, received, react, day };
}

describe('absences in a row', () => {
  it('go to the teacher, then the counselor, then to a family meeting, and end with the day after the return', async () => {
    const { day } = await house();
    expect(await day(mon, 'a')).toEqual([]);
    expect(await day(tue, 'a')).toEqual([
      'absences-in-a-row raised',
      'absences-in-a-row routed to teacher tom',
      'absences-in-a-row told tom (raised, now)',
    ]);
    expect(await day(wed, 'a')).toEqual([
      'absences-in-a-row worsened to stage 2',
      'absences-in-a-row routed to counselor cal',
      'absences-in-a-row told cal (worsened, now)',
    ]);
    expect(await day(thu, 'a')).toEqual([]);
    expect((await day(fri, 'a'))[0]).toBe('absences-in-a-row worsened to stage 3');
    expect(await day(mon2, 'p')).toEqual([]);
    expect(await day(tue2)).toEqual([
      'absences-in-a-row resolved as recovered',
      'absences-in-a-row told tom (resolved, digest for ending)',
      'absences-in-a-row told cal (resolved, digest for ending)',
    ]);
  });

  it('are taken back at once when one of them was a mistake', async () => {
    const { day, history, react } = await house();
    await day(mon, 'a');
    await day(tue, 'a');
    await history.attendance(kim, mon, 'p');
    expect(await react()).toEqual(['absences-in-a-row retracted as corrected', 'absences-in-a-row told tom (retracted, now)']);
  });

  it('that are history are told to nobody, though they go on standing', async () => {
    const { history, received, react } = await house();
    await react();
    await received('2025-11-13');
    await history.day('2025-11-14');
    await history.attendance(kim, mon, 'aaa');
    expect(await react()).toEqual([
      'absences-in-a-row raised silently',
      'absences-in-a-row routed to teacher tom',
      'absences-in-a-row worsened to stage 2',
      'absences-in-a-row routed to counselor cal',
    ]);
  });
});

describe('other records', () => {
  it('of a suspension are urgent, and one more is part of the same', async () => {
    const { history, react } = await house();
    const incident = (incidentId: string): Promise<void> =>
      history.student(kim, 2026, 'behavior-recorded', {
        schoolId: 's1',
        incidentId,
        date: mon,
        category: 'other',
        actions: [{ kind: 'out-of-school-suspension' }],
      });
    await incident('i1');
    expect(await react()).toHaveLength(3);
    await incident('i2');
    expect(await react()).toEqual([]);
    await history.student(kim, 2026, 'behavior-retracted', { incidentId: 'i1' });
    expect(await react()).toEqual([]);
    await history.student(kim, 2026, 'behavior-retracted', { incidentId: 'i2' });
    expect((await react())[0]).toBe('exclusionary-discipline retracted as corrected');
  });

  it('of an F in a core course go to the teacher; a better mark later is a recovery', async () => {
    const { history, react, day } = await house();
    const mark = (letter: string, markedOn: string, subject = 'math'): Promise<void> =>
      history.student(kim, 2026, 'grade-posted', {
        schoolId: 's1',
        courseId: subject,
        subject,
        termId: markedOn,
        termKind: 'progress',
        termEnd: markedOn,
        letter,
        final: false,
      });
    await mark('F', mon, 'other');
    expect(await react()).toEqual([]);
    await mark('F', mon);
    expect((await react())[2]).toBe('failing-core-course told tom (raised, now)');
    await day(tue);
    await mark('C', tue);
    expect(await react()).toEqual([]);
    expect((await day(wed))[0]).toBe('failing-core-course resolved as recovered');
  });
});

describe('what only time brings about', () => {
  it('no contact for two weeks while off track, until there is one', async () => {
    const { history, day, react } = await house();
    await history.status(kim, 'off-track', mon);
    await react();
    expect((await day('2025-10-24')).filter((line) => line.startsWith('no-contact'))).toEqual([]);
    expect((await day('2025-10-27')).filter((line) => line.startsWith('no-contact'))).toEqual([
      'no-contact raised',
      'no-contact routed to advocate ann',
      'no-contact told ann (raised, now)',
    ]);
    await history.contact(kim, '2025-10-27');
    expect(await react()).toEqual(['no-contact resolved as recovered']);
    await day('2025-11-10');
    await history.status(kim, 'on-track', '2025-11-11');
    await react();
    expect((await day('2025-11-12')).filter((line) => line.startsWith('no-contact'))).toEqual(['no-contact resolved as recovered']);
  });

  it('a school that sends nothing is told to its data contact, once', async () => {
    const { day } = await house();
    await day(mon, 'p');
    expect(await day(tue)).toEqual([]);
    expect(await day(wed)).toEqual([]);
    expect(await day(thu)).toEqual(['silent-feed raised', 'silent-feed routed to data-contact dot', 'silent-feed told dot (raised, now)']);
    expect(await day(fri, 'p')).toEqual([]);
    expect((await day(mon2)).filter((line) => line.startsWith('silent-feed'))).toEqual(['silent-feed resolved as recovered']);
  });

  it('a community that is too large is told to its lead for notice', async () => {
    const { history, day, models } = await house();
    const body = { district: 'd1', year: 2026, communityId: 'c1', size: 401, sizeLimit: 400, schoolId: 's1' };
    await models
      .collection({ name: 'communities', indexes: { byYear: ['district', 'year', 'communityId'] } })
      .write([{ id: 'x', previous: null, position: 1, body }]);
    await history.community('c1', 'community-defined', { schoolId: 's1', schoolYear: 2026, name: 'Harbor' });
    await history.assigned('lea', 'lead', { communityId: 'c1' });
    expect(await day(tue)).toEqual([
      'community-too-large raised',
      'community-too-large routed to lead lea',
      'community-too-large told lea (raised, digest for severity)',
    ]);
  });

  it('the end of the school year closes what is open', async () => {
    const { history, day, react } = await house();
    await history.status(kim, 'off-track', mon);
    await react();
    expect((await day('2026-07-01')).filter((line) => line.startsWith('off-track'))).toEqual([
      'off-track closed as year-ended',
      'off-track told ann (closed, digest for ending)',
    ]);
  });
});

describe('several alerts about one student', () => {
  it('told to the same people the same day are one notice; each ends by itself', async () => {
    const { history, react, day } = await house();
    const fail = (name: string) => ({ name, value: 1, threshold: 0, result: 'fail', inclusive: true }) as const;
    await history.status(kim, 'off-track', mon, { conditions: [fail('a'), fail('b')] });
    expect((await react()).filter((line) => line.includes('told') || line.includes('merged'))).toEqual([
      'off-track told ann (raised, now)',
      'another-condition merged',
    ]);
    await history.status(kim, 'at-risk', mon, { conditions: [fail('a'), fail('b')], ended: 'corrected' });
    const story = await react();
    expect(story).toContain('another-condition separated');
    expect(story).toContain('another-condition told ann (separated, now)');
    expect((await day(tue)).filter((line) => line.includes('separated'))).toEqual([]);
  });
});

/** The staged response with one of its triggers as the school would rather have it. */
function staged(name: string, change: (trigger: Trigger) => Trigger): TriggerSet {
  const set = shippedTriggerSet('staged-response') as TriggerSet;
  return { ...set, name: 'ours', triggers: set.triggers.map((each) => (each.name === name ? change(each) : each)) };
}

/** It begins only at this level. */
const later =
  (from: number) =>
  (trigger: Trigger): Trigger => ({ ...trigger, stages: [{ from, recipients: ['counselor'], step: 'Meet.' }] });

describe('other triggers', () => {
  it('end what they alone make the difference to, and nobody is told that a record was wrong', async () => {
    const { history, day, react } = await house();
    await day(mon, 'a');
    await day(tue, 'a');
    await history.adoptTriggers(staged('absences-in-a-row', later(4)));
    expect(await react()).toEqual([]);
    expect(await day(wed)).toEqual(['absences-in-a-row closed as rule-changed', 'absences-in-a-row told tom (closed, digest for ending)']);
  });

  it('leave to the facts what is over by them: the student is back, or never was away', async () => {
    const { history, day } = await house();
    await day(mon, 'a');
    await day(tue, 'a');
    await day(wed, 'p');
    await history.adoptTriggers(staged('absences-in-a-row', later(4)));
    expect((await day(thu))[0]).toBe('absences-in-a-row resolved as recovered');
    const other = await house();
    await other.day(mon, 'a');
    await other.day(tue, 'a');
    await other.history.adoptTriggers(staged('absences-in-a-row', later(4)));
    await other.history.attendance(kim, mon, 'p');
    await other.history.attendance(kim, tue, 'p');
    expect(await other.react()).toEqual(['absences-in-a-row retracted as corrected', 'absences-in-a-row told tom (retracted, now)']);
  });

  it('that watch other actions end what is still true of the former ones', async () => {
    const { history, day, react } = await house();
    const actions = [{ kind: 'out-of-school-suspension' }];
    await history.student(kim, 2026, 'behavior-recorded', { schoolId: 's1', incidentId: 'i1', date: mon, category: 'other', actions });
    await react();
    const expulsions = staged('exclusionary-discipline', (each) => ({ ...each, when: { kind: 'discipline', actions: ['expulsion'] } }));
    await history.adoptTriggers(expulsions);
    expect((await day(tue)).filter((line) => line.startsWith('excl'))[0]).toBe('exclusionary-discipline closed as rule-changed');
  });

  it('give no contact more time without saying that there was one', async () => {
    const { history, day, react } = await house();
    await history.status(kim, 'off-track', mon);
    await react();
    await day('2025-10-27');
    await history.adoptTriggers(staged('no-contact', later(28)));
    expect((await day('2025-10-28')).filter((line) => line.startsWith('no-contact'))[0]).toBe('no-contact closed as rule-changed');
  });

  it('close the alerts of rules that are none any more', async () => {
    const { history, day, react } = await house();
    await day(mon, 'a');
    await day(tue, 'a');
    await history.adoptTriggers('off-track');
    expect(await react()).toEqual(['absences-in-a-row closed as rule-changed', 'absences-in-a-row told tom (closed, digest for ending)']);
  });
});
