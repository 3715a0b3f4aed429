import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { cloudEventOf, deadLetterOf } from '#libs/contracts';
import type { EventLog } from '#libs/event-sourcing';
import { attendanceRecord, type HeldAnswers, HistoryBuilder } from '#libs/testing';
import type { Embedded } from '../../apps/standalone/index.js';
import { ServedApi } from '../served-api.js';

const DAY = '2025-10-24';

type Method = 'GET' | 'POST' | 'PUT';
export type Question = readonly [method: Method, url: string, body?: object];

/** A district with something of everything that can be asked for, and the whole API over it, held to its document. */
export class ApiWorld {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly held: HeldAnswers,
    readonly log: EventLog,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<ApiWorld> {
    const { app, held, embedded, close } = await ServedApi.open(`${DAY}T16:00:00Z`, { tell: tellHistory });
    return new ApiWorld(app, held, embedded.log, close);
  }

  async ask([method, url, payload]: Question): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const headers = { host: 'localhost:3000' };
    const answer = await this.app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** A question for each operation that has an answer in this district. */
  async questions(): Promise<Readonly<Record<string, Question>>> {
    const { body } = await this.ask(['GET', '/api/alerts']);
    const alert = `/api/alerts/${(body['alerts'] as { alertId: string }[])[0]?.alertId}`;
    const contact = { staff: 'T-1', kind: 'call', date: DAY, contactId: '5f0e8a1c-9d1b-4c8e-a3f2-0b1d2c3e4f50' };
    return {
      listDistricts: ['GET', '/api/districts'],
      listCommunities: ['GET', '/api/communities'],
      showCommunity: ['GET', '/api/communities/harbor'],
      showGraduation: ['GET', '/api/graduation?cohort=2026'],
      listStudents: ['GET', '/api/students'],
      showStudent: ['GET', '/api/students/S-1'],
      recordContact: ['POST', '/api/students/S-1/contacts', contact],
      retractContact: ['POST', `/api/students/S-1/contacts/${contact.contactId}/retract`, { staff: 'T-1' }],
      listAlerts: ['GET', '/api/alerts'],
      showFollowThrough: ['GET', '/api/alerts/follow-through'],
      explainAlert: ['GET', alert],
      acknowledgeAlert: ['POST', `${alert}/acknowledge`, { staff: 'T-1' }],
      snoozeAlert: ['POST', `${alert}/snooze`, { staff: 'T-1', until: '2025-11-03', reason: 'other' }],
      resolveAlert: ['POST', `${alert}/resolve`, { staff: 'T-1', outcome: 'spoke-with-student' }],
      showCaseload: ['GET', '/api/staff/T-1/caseload'],
      setNoticePreferences: ['PUT', '/api/staff/T-1/notice-preferences', { digestHour: 8 }],
      sendEvents: [
        'POST',
        '/api/events',
        cloudEventOf({ ...attendanceRecord('present', { district: 'd1', source: '/districts/d1/sis' }), id: 'e1' }),
      ],
      listDeadLetters: ['GET', '/api/dead-letters'],
      listUnplaced: ['GET', '/api/unplaced'],
      listProfiles: ['GET', '/api/profiles'],
      showProfile: ['GET', '/api/profiles/balfanz-byrnes'],
      listProfileAdoptions: ['GET', '/api/profile-adoptions'],
      listFeeds: ['GET', '/api/feeds'],
      listFeedDays: ['GET', '/api/feeds/days'],
      showHealth: ['GET', '/api/health'],
      showReady: ['GET', '/api/ready'],
      listQuarantined: ['GET', '/api/quarantined'],
      showOpenApi: ['GET', '/api/openapi.json'],
      showAsyncApi: ['GET', '/api/asyncapi.json'],
    };
  }
}

/** A student off track with an advocate, one who is not enrolled, a refused record. */
async function tellHistory({ directory, store }: Embedded): Promise<void> {
  const students = await directory.keysFor('d1', 'student', ['S-1', 'S-2']);
  const [enrolled = '', unplaced = ''] = ['S-1', 'S-2'].map((id) => students.get(id));
  const advocate = (await directory.keysFor('d1', 'staff', ['T-1'])).get('T-1') ?? '';
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  const harbor = { communityId: 'harbor', schoolId: 's1', schoolYear: 2026, name: 'Harbor House', sizeLimit: 300 };
  await history.community('harbor', 'community-defined', harbor);
  await history.staff(advocate, 'staff-assigned', { role: 'advocate', studentKey: enrolled, from: '2025-08-01' });
  await history.day(DAY);
  await history.adopt('harbor', 'ew-framework');
  const content = JSON.stringify({ studentId: 'S-1', givenName: 'Mia', familyName: 'Okoro' });
  await directory.saveProfiles([{ key: enrolled, time: '2025-09-01T08:00:00Z', content, ownTime: true }]);
  await history.student(enrolled, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
  await history.student(enrolled, 2026, 'community-joined', { communityId: 'harbor', date: '2025-09-01' });
  await history.attendance(enrolled, '2025-09-01', `${'p'.repeat(35)}aaaaa`);
  await history.attendance(unplaced, '2025-09-01', 'pp');
  const refusal = { reason: 'unknown-type', message: 'type "x" is not known', district: 'd1' } as const;
  const origin = { kind: 'http', request: 'r1' } as const;
  await directory.addDeadLetters([deadLetterOf({ refusal, origin, original: Buffer.from('{}'), receivedAt: `${DAY}T16:00:00Z` })]);
}
