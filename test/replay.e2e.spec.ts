import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultProfile, type StatusChanged } from '#libs/domain';
import { EventLog, type LogBatch, type ReadLogOptions, type RecordedEvent } from '#libs/event-sourcing';
import { openStores, type Stores } from '#libs/stores';
import { replayHistory, type ReplayedChange, type ReplayQuestion } from '#libs/replay';
import { Homeroom } from './homeroom.js';

const RULES = 'ew-framework@1';
const OTHERS = 'air-nhsc';
const EVERYTHING = ['student-', 'status-', 'school-', 'community-', 'district-'];

interface Student {
  readonly studentId: string;
  readonly communityId: string | null;
  readonly status: string;
  readonly replayedStatus: string;
  readonly conditions: readonly { readonly rules: string; readonly name: string; readonly result: string; readonly value: unknown }[];
  readonly wentOffTrack?: { readonly recorded: number; readonly replayed: number };
}

interface Community {
  readonly communityId: string | null;
  readonly students: number;
  readonly inForce: Readonly<Record<string, number>>;
  readonly replayed: Readonly<Record<string, number>>;
  readonly newlyOffTrack: number;
  readonly noLongerOffTrack: number;
}

interface Answer {
  readonly to: string;
  readonly communities: readonly Community[];
  readonly students: readonly Student[];
}

let homeroom: Homeroom;

const replay = async (...args: string[]): Promise<Answer> => {
  const out = await homeroom.ok('replay', '--workers', '1', '--format', 'json', ...args);
  return JSON.parse(out) as Answer;
};

function withoutDetails({ position, stream, type, superseded, data }: RecordedEvent): RecordedEvent {
  const refuse = (): never => {
    throw new Error('A detail was asked for.');
  };
  const details = { id: { get: refuse }, revision: { get: refuse }, recordedAt: { get: refuse }, metadata: { get: refuse } };
  return Object.defineProperties({ position, stream, type, superseded, data }, details) as RecordedEvent;
}

/** Its events have no more than what a fold always asks for: the rest must be read for each by itself. */
class LogWithoutDetails extends EventLog {
  constructor(private readonly log: EventLog) {
    super();
  }

  override head(): Promise<number> {
    return this.log.head();
  }

  override async *read(options?: ReadLogOptions): AsyncIterable<LogBatch> {
    for await (const { events, ...batch } of this.log.read(options)) {
      yield { ...batch, events: events.map(withoutDetails) };
    }
  }
}

async function withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data }, { clock: homeroom.clock });
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

beforeAll(async () => {
  homeroom = await Homeroom.start();
  await homeroom.ok('simulate', '--students', '300', '--days', '70', '--sections');
});
afterAll(() => homeroom.end());

describe('The rules in force, replayed', () => {
  it('come to the very changes of status that were recorded', async () => {
    await withStores(async ({ log }) => {
      const recorded: unknown[] = [];
      for await (const { events } of log.read({ prefixes: ['status-'] })) {
        for (const { data } of events) recorded.push(comparable(data as StatusChanged));
      }
      const replayed: ReplayedChange[] = [];
      await replayHistory(log, await questionOf(log.head()), { onChanges: (changes) => void replayed.push(...changes) });
      expect(recorded.length).toBeGreaterThan(300);
      expect(sorted(replayed.map(({ change }) => comparable(change)))).toEqual(sorted(recorded));
    });
  });

  it('are counted without a look at the details of any event', async () => {
    await withStores(async ({ log }) => {
      const question = { ...(await questionOf(log.head())), from: '2025-09-01' };
      const counts = async (of: EventLog): Promise<number[]> =>
        (await replayHistory(of, question)).map(({ wentOffTrack }) => wentOffTrack?.replayed ?? 0);
      const counted = await counts(new LogWithoutDetails(log));
      expect(counted.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(20);
      expect(counted).toEqual(await counts(log));
    });
  });

  it('change nobody, and went off track as often', async () => {
    const { students } = await replay('--profile', RULES, '--from', '2025-09-01', '--all');
    expect(students.length).toBeGreaterThanOrEqual(300);
    expect(students.filter(({ status, replayedStatus }) => status !== replayedStatus)).toEqual([]);
    expect(students.reduce((sum, { wentOffTrack }) => sum + (wentOffTrack?.recorded ?? 0), 0)).toBeGreaterThan(20);
    expect(students.filter(({ wentOffTrack }) => wentOffTrack?.recorded !== wentOffTrack?.replayed)).toEqual([]);
  });
});

describe('Other rules, replayed', () => {
  it.each([[[]], [['--to', '2025-10-15']]])('say of everybody what a status under them says: %j', async (to) => {
    const answer = await replay('--profile', OTHERS, '--all', ...to);
    for (const [rules, field] of [
      [[], 'status'],
      [['--profile', OTHERS], 'replayedStatus'],
    ] as const) {
      const asked = await homeroom.rows<Student>('status', '--as-of', answer.to, ...rules);
      const statuses = Object.fromEntries(asked.map(({ studentId, status }) => [studentId, status]));
      expect(Object.fromEntries(answer.students.map((student) => [student.studentId, student[field]]))).toEqual(statuses);
    }
  });

  it('name the conditions that make the difference, with what they come to under both', async () => {
    const { students } = await replay('--profile', OTHERS);
    expect(students.length).toBeGreaterThan(10);
    for (const { status, replayedStatus, conditions } of students) {
      expect(status).not.toBe(replayedStatus);
      const worst = status === 'off-track' ? 'in-force' : 'replayed';
      if (status !== 'off-track' && replayedStatus !== 'off-track') continue;
      expect(conditions.some(({ rules, result }) => rules === worst && result === 'fail')).toBe(true);
    }
  });

  it('are counted by community, and the counts add up', async () => {
    const { communities, students } = await replay('--profile', OTHERS, '--all');
    const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
    for (const community of communities) {
      const { inForce, replayed, newlyOffTrack, noLongerOffTrack } = community;
      expect([sum(inForce), sum(replayed)]).toEqual([community.students, community.students]);
      const offTrack = [inForce, replayed].map((counts) => counts['off-track'] ?? 0);
      expect((offTrack[1] ?? 0) - (offTrack[0] ?? 0)).toBe(newlyOffTrack - noLongerOffTrack);
    }
    expect(communities.reduce((all, community) => all + community.students, 0)).toBeLessThanOrEqual(students.length);
    expect(communities.some(({ newlyOffTrack, noLongerOffTrack }) => newlyOffTrack + noLongerOffTrack > 0)).toBe(true);
  });

  it('may be a file; what is wrong in it is told with its line', async () => {
    const file = join(homeroom.folder, 'ours.json');
    await writeFile(file, await homeroom.ok('profiles', 'show', OTHERS, '--format', 'json'));
    expect(await replay('--profile', file)).toEqual(await replay('--profile', OTHERS));
    await writeFile(file, '{\n  "name": 7\n}');
    const { code, err } = await homeroom.run(['replay', '--profile', file]);
    expect(code).toBe(1);
    expect(err).toMatch(/ours\.json.*line 2/s);
  });

  it('append nothing and change no document', async () => {
    const verified = await homeroom.ok('verify');
    const before = await withStores(({ log }) => log.head());
    await replay('--profile', OTHERS, '--from', '2025-09-01');
    expect(await withStores(({ log }) => log.head())).toBe(before);
    expect(await homeroom.ok('verify')).toBe(verified);
  });

  it('print as tables, rows and CSV', async () => {
    const table = await homeroom.ok('replay', '--profile', OTHERS, '--workers', '1', '--from', '2025-09-01');
    expect(table).toMatch(/air-nhsc beside the rules in force, from 2025-09-01 as of .*would have another status/);
    expect(table).toMatch(/off-track.*wentOffTrack[\s\S]*Students who would change[\s\S]*because/);
    const rows = await homeroom.rows<Student>('replay', '--profile', OTHERS, '--workers', '1');
    expect(rows).toEqual((await replay('--profile', OTHERS)).students);
    const csv = await homeroom.ok('replay', '--profile', OTHERS, '--workers', '1', '--communities', '--format', 'csv');
    expect(csv).toMatch(/^communityId,students,inForce\.off-track,replayed\.off-track,/);
  });
});

describe('A replay that cannot be', () => {
  it.each([
    ['names no rules', ['--profile', 'mine'], 2, 'names no rules'],
    ['has no such file', ['--profile', './mine.json'], 1, 'cannot be read'],
    ['names two days', ['--profile', OTHERS, '--to', '2025-10-01', '--to', '2025-10-02'], 2, 'two days'],
    ['begins after its end', ['--profile', OTHERS, '--from', '2025-10-02', '--to', '2025-10-01'], 2, 'is after'],
    ['is of two years', ['--profile', OTHERS, '--from', '2025-06-01', '--to', '2025-10-01'], 2, 'two school years'],
    ['has no thread', ['--profile', OTHERS, '--workers', '0'], 2, 'from 1 to 64'],
    ['has a topic for nothing', ['--profile', OTHERS, '--topic', 'ours'], 2, 'only for --to kafka'],
    ['is sent as if it were so', ['--profile', OTHERS, '--to', 'kafka', '--topic', 'homeroom.on-track.status'], 2, 'a live one'],
    ['has no brokers', ['--profile', OTHERS, '--to', 'kafka'], 2, 'KAFKA_BROKERS'],
  ])('because it %s, is told so', async (_, args, code, sentence) => {
    const outcome = await homeroom.run(['replay', '--workers', '1', ...args]);
    expect(outcome.err).toContain(sentence);
    expect([outcome.code, outcome.out]).toEqual([code, '']);
  });
});

async function questionOf(head: Promise<number>): Promise<ReplayQuestion> {
  return { district: 'simulated', profile: defaultProfile(), from: null, to: '2026-06-30', upTo: await head, prefixes: EVERYTHING };
}

/** A replay tells nobody, so it does not say whom nobody was told of. */
function comparable({ silent: _, ...change }: StatusChanged): unknown {
  return change;
}

function sorted(changes: readonly unknown[]): string[] {
  return changes.map((change) => JSON.stringify(change)).sort();
}
