import { statusStream, type StatusChanged } from '#libs/domain';
import type { Stores } from '#libs/stores';
import { students, type StudentDocument, lastSchoolDay } from '#libs/views';
import { randomUUID } from 'node:crypto';
import { alertingStage } from '../../apps/alerting/index.js';
import { documentStage } from '../../apps/projections/index.js';
import { GrowingDistrict } from './growing-district.js';
import { runStage } from './run-stage.js';

/** Events of a student before the first school days, and of these. */
const EVENTS_OF_A_STUDENT = 8;
/** One student in so many turns off track, of whom every second comes back. */
const ONE_IN = 3;
const AT_ONCE = 1_000;
const failing = { name: 'attendance', value: 88, threshold: 90, result: 'fail', inclusive: true } as const;

/** A district with a history of a few days, and with as many alerts as in most of a year, made quickly. */
export async function fillDistrict(stores: Stores, district: string, count: number): Promise<void> {
  await new GrowingDistrict(stores, { district, students: count, seed: 1 }).growTo(count * EVENTS_OF_A_STUDENT);
  const all: StudentDocument[] = [];
  for await (const { body } of stores.models.collection<StudentDocument>(students).all()) if (body.enrolled) all.push(body);
  const turning = all.filter((_, index) => index % ONE_IN === 0);
  await turn(stores, turning, 'off-track');
  await turn(
    stores,
    turning.filter((_, index) => index % 2 === 0),
    'on-track',
  );
}

/** Students' statuses are other ones from today on, and people are told. */
async function turn(stores: Stores, turning: readonly StudentDocument[], status: 'off-track' | 'on-track'): Promise<void> {
  const today = (await lastSchoolDay(stores.store, turning[0]?.district ?? '')) ?? '';
  const appends = turning.map((student) => {
    const event = { id: randomUUID(), type: 'on-track-status-changed.v1', data: changeOf(student, status, today), metadata: {} };
    const expectedRevision = student.recorded.revision + (status === 'off-track' ? 0 : 1);
    return { stream: statusStream(student.district, student.key, student.year), expectedRevision, events: [event] };
  });
  for (let from = 0; from < appends.length; from += AT_ONCE) {
    const results = await stores.store.appendMany(appends.slice(from, from + AT_ONCE));
    if (results.some(({ outcome }) => outcome !== 'appended')) throw new Error('The bench met a status that is not where it left it.');
  }
  await runStage(alertingStage(stores), stores.models);
  await runStage(documentStage(stores), stores.models);
}

function changeOf({ schoolId, communityId, row }: StudentDocument, status: 'off-track' | 'on-track', asOf: string): StatusChanged {
  const isOff = status === 'off-track';
  return {
    status,
    previous: isOff ? 'on-track' : 'off-track',
    milestone: 'grade-6',
    gradeLevel: row?.gradeLevel ?? '06',
    schoolId: schoolId ?? '',
    communityId,
    conditions: isOff ? [failing] : [],
    asOf,
    profile: 'ew-framework',
    profileVersion: '1',
    cause: { id: randomUUID(), position: 1, type: 'attendance-recorded.v1' },
    ...(isOff ? {} : { ended: 'recovered' as const }),
  };
}
