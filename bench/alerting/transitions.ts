import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { districtStream, staffStream, statusStream, type StatusChanged } from '#libs/domain';
import { openEventStore } from '#libs/event-store';
import { NO_STREAM, type Append, type NewEvent } from '#libs/event-sourcing';
import { openReadModels } from '#libs/read-models';
import { v5 as uuidV5 } from 'uuid';
import { alertingStage } from '../../apps/alerting/index.js';

const NAMESPACE = '8d1a2f5e-0b7f-5c57-8a8a-6f3f9d2b1c44';
const DISTRICT = 'lincoln';
const STUDENTS_AN_ADVOCATE = 25;
const APPENDED_AT_ONCE = 5_000;

export interface TransitionsFigure {
  /** Changes of status decided, routed and appended, a second. */
  readonly perSecond: number;
  readonly alerts: number;
}

/** Alerting alone: so many students go off track and come back, so many times, each with an advocate; SQLite, durable. */
export async function measureTransitions(students: number, episodes: number): Promise<TransitionsFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'homeroom-bench-'));
  const opened = openEventStore(`sqlite:${join(folder, 'log.sqlite')}`);
  const models = await openReadModels(`sqlite:${join(folder, 'models.sqlite')}`);
  try {
    for (const some of chunks(appendsFor(students, episodes))) await opened.store.appendMany(some);
    const [runner] = [...(await alertingStage({ ...opened, models })({ once: true, batchSize: 10_000 })).values()];
    const begin = performance.now();
    await runner?.run();
    const seconds = (performance.now() - begin) / 1_000;
    return { perSecond: (2 * students * episodes) / seconds, alerts: students * episodes };
  } finally {
    await opened.close();
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function* appendsFor(students: number, episodes: number): Generator<Append> {
  yield {
    stream: districtStream(DISTRICT),
    expectedRevision: NO_STREAM,
    events: [event('day', 'school-day-started.v1', { date: '2025-10-13' })],
  };
  for (let advocate = 0; advocate * STUDENTS_AN_ADVOCATE < students; advocate++) {
    const events = Array.from({ length: STUDENTS_AN_ADVOCATE }, (_, index) => {
      const studentKey = keyOf(advocate * STUDENTS_AN_ADVOCATE + index);
      return event(`staff ${studentKey}`, 'staff-assigned.v1', { role: 'advocate', studentKey, from: '2025-09-01' });
    });
    yield { stream: staffStream(DISTRICT, `staff${advocate}`), expectedRevision: NO_STREAM, events };
  }
  for (let episode = 0; episode < episodes; episode++) {
    for (const isOff of [true, false]) {
      for (let student = 0; student < students; student++) {
        const revision = 2 * episode + (isOff ? 0 : 1) - 1;
        const stream = statusStream(DISTRICT, keyOf(student), 2026);
        yield {
          stream,
          expectedRevision: revision,
          events: [event(`${student} ${revision}`, 'on-track-status-changed.v1', changeOf(isOff))],
        };
      }
    }
  }
}

function changeOf(isOff: boolean): StatusChanged {
  return {
    status: isOff ? 'off-track' : 'on-track',
    previous: isOff ? 'on-track' : 'off-track',
    milestone: 'grade-6',
    gradeLevel: '06',
    schoolId: 'north',
    communityId: null,
    conditions: [
      {
        name: 'attendance',
        value: isOff ? 88 : 92,
        threshold: 90,
        result: isOff ? 'fail' : 'caution',
        inclusive: true,
        present: 35,
        enrolled: 39,
      },
    ],
    asOf: '2025-10-13',
    profile: 'ew-framework',
    profileVersion: '1',
    cause: { id: 'cause', position: 1, type: 'attendance-recorded.v1' },
    ...(isOff ? {} : { ended: 'recovered' as const }),
  };
}

function event(name: string, type: string, data: object): NewEvent {
  return { id: uuidV5(name, NAMESPACE), type, data, metadata: {} };
}

function keyOf(student: number): string {
  return uuidV5(`student ${student}`, NAMESPACE).replaceAll('-', '');
}

function* chunks(appends: Iterable<Append>): Generator<Append[]> {
  let chunk: Append[] = [];
  const streams = new Set<string>();
  for (const append of appends) {
    if (streams.has(append.stream) || chunk.length === APPENDED_AT_ONCE) {
      yield chunk;
      chunk = [];
      streams.clear();
    }
    chunk.push(append);
    streams.add(append.stream);
  }
  yield chunk;
}
