import { fc } from '@fast-check/jest';
import { schoolYearOf, type SisRecord } from '#libs/domain';
import { datesFrom, FIRST_DAY, YEAR } from './domain.given.js';
import { twins } from './domain.model-standing.js';

/** Equal, different only beyond milliseconds, and far apart. */
export const times = [
  '2025-09-10T08:00:00Z',
  '2025-09-10T08:00:00.5Z',
  '2025-09-10T08:00:00.500000001Z',
  '2025-10-01T00:00:00Z',
  '2026-01-15T00:00:00Z',
  '2026-02-01T12:30:00Z',
] as const;
export const knownAts = [null, times[1], times[4]] as const;
export const asOfs = ['2025-09-05', '2025-09-12', '2025-10-20', '2026-01-31', '2026-06-30'] as const;
const sequences = [undefined, undefined, undefined, '1', '2', '10'] as const;
const schoolDays = datesFrom(FIRST_DAY, 14);

type Data = Record<string, unknown>;
type Pick = <T>(items: readonly T[]) => T;

/** One record of each kind; the choices are few, so that histories speak of the same things again and again. */
const kinds: readonly [weight: number, name: string, data: (pick: Pick) => Data][] = [
  [
    2,
    'student-enrolled',
    (pick) => ({ schoolId: pick(schools), entryDate: pick(entries), gradeLevel: pick(['06', '08', '09', '10', '05', '01']) }),
  ],
  [
    1,
    'student-withdrawn',
    (pick) => ({ schoolId: pick(schools), exitDate: pick(exits), reason: 'other', ...pick([{}, { entryDate: pick(entries) }]) }),
  ],
  [1, 'community-joined', (pick) => ({ communityId: pick(['harbor', 'tide']), date: pick(entries) })],
  [
    1,
    'community-left',
    (pick) => ({ communityId: pick(['harbor', 'tide']), date: pick(exits), ...pick([{}, { joinedOn: pick(entries) }]) }),
  ],
  [1, 'section-joined', (pick) => ({ schoolId: 'north', sectionId: pick(sections), date: pick(entries) })],
  [
    1,
    'section-left',
    (pick) => ({ schoolId: 'north', sectionId: pick(sections), date: pick(exits), ...pick([{}, { joinedOn: pick(entries) }]) }),
  ],
  [6, 'attendance-recorded', (pick) => ({ schoolId: pick(schools), date: pick(schoolDays), status: pick(statuses) })],
  [3, 'attendance-recorded', (pick) => ({ schoolId: 'north', date: pick(schoolDays), sectionId: pick(sections), status: pick(statuses) })],
  [6, 'grade-posted', gradePosted],
  [
    2,
    'behavior-recorded',
    (pick) => ({
      schoolId: 'north',
      incidentId: pick(['i1', 'i2']),
      date: pick(exits.slice(0, 4)),
      category: 'other',
      actions: [{ kind: pick(actions) }],
    }),
  ],
  [1, 'calendar-published', calendarPublished],
  [1, 'attendance-submitted', (pick) => ({ schoolId: pick(schools), date: pick(schoolDays) })],
];

const schools = ['north', 'south'] as const;
const sections = ['s1', 's2', 's3'] as const;
const entries = [FIRST_DAY, FIRST_DAY, '2025-09-05', '2026-01-12'] as const;
const exits = ['2025-09-01', '2025-09-05', '2025-09-12', '2026-01-12', '2026-07-01'] as const;
const statuses = ['present', 'present', 'tardy', 'early-departure', 'absent-excused', 'absent-unexcused'] as const;
const actions = ['none', 'removal', 'in-school-suspension', 'expulsion'] as const;

function gradePosted(pick: Pick): Data {
  const [termId, termEnd] = pick([
    ['q1', '2025-09-10'],
    ['q1b', '2025-09-10'],
    ['q2', '2026-01-30'],
    ['q3', '2026-04-15'],
  ] as const);
  const [courseId, subject] = pick([
    ['ela-1', 'ela'],
    ['ela-2', 'ela'],
    ['math-1', 'math'],
    ['math-1', 'other'],
    ['art', 'other'],
  ] as const);
  return {
    schoolId: 'north',
    courseId,
    subject,
    termId,
    termKind: 'quarter',
    termEnd,
    final: pick([true, false]),
    ...pick([{}, {}, { origin: 'transcript' }, { origin: 'grade' }]),
    ...pick([
      { letter: pick(['A+', 'A', 'b-', 'C', 'C-', 'D', 'F', 'P']) },
      { letter: pick(['A', 'F']) },
      { percent: pick([95, 72.5, 59.9]) },
      {},
    ]),
    ...pick([{}, {}, { markedOn: '2025-09-05' }, { creditsAttempted: pick([0, 0.5, 2]) }, { summer: true }, { core: true }]),
  };
}

function calendarPublished(pick: Pick): Data {
  const attendanceTaking = pick(['affirmative', 'affirmative', 'exception-only']);
  const days = pick([schoolDays, schoolDays.slice(2), null]);
  const base = { schoolId: pick(schools), firstDay: FIRST_DAY, lastDay: '2026-06-15', attendanceTaking };
  return days === null && attendanceTaking === 'affirmative' ? base : { ...base, instructionalDays: days ?? schoolDays };
}

const byWeight = kinds.flatMap(([weight, name, data]) => Array.from({ length: weight }, () => ({ name, data })));

/** A record out of one number: the same number gives the same record. */
function recordOf(seed: number): SisRecord {
  const pick = picker(seed);
  const { name, data } = pick(byWeight);
  return versionOf(name, data(pick), pick);
}

function versionOf(name: string, data: Data, pick: Pick): SisRecord {
  const sequence = pick(sequences);
  const retracting = pick([false, false, false, true]);
  const keys: Data = Object.fromEntries(Object.entries(data).filter(([field]) => twinFields.has(field)));
  return {
    name: (retracting ? twins[name] : name) as SisRecord['name'],
    district: 'd',
    subject: 'student',
    time: pick(times),
    ...(sequence === undefined ? {} : { sequence }),
    source: '/districts/d/sis',
    ownTime: true,
    data: { ...(retracting ? keys : data), studentId: 'student', schoolYear: YEAR },
  };
}

const twinFields = new Set([
  'schoolId',
  'entryDate',
  'exitDate',
  'communityId',
  'date',
  'sectionId',
  'courseId',
  'termId',
  'origin',
  'incidentId',
]);

/** What most students have: an enrolment, calendars and two weeks of attendance. Times are the first ones, so that it gets corrected. */
const ordinary: readonly SisRecord[] = [
  plain('student-enrolled', { schoolId: 'north', entryDate: FIRST_DAY, gradeLevel: '08' }),
  ...schools.map((schoolId) =>
    plain('calendar-published', {
      schoolId,
      firstDay: FIRST_DAY,
      lastDay: '2026-06-15',
      instructionalDays: schoolDays,
      attendanceTaking: 'affirmative',
    }),
  ),
  ...schoolDays
    .slice(0, 12)
    .map((date, index) => plain('attendance-recorded', { schoolId: 'north', date, status: index === 3 ? 'absent-excused' : 'present' })),
];

function plain(name: string, data: Data): SisRecord {
  const base = { district: 'd', subject: 'student', time: times[0], source: '/districts/d/sis', ownTime: true };
  return { ...base, name: name as SisRecord['name'], data: { ...data, studentId: 'student', schoolYear: schoolYearOf(FIRST_DAY) } };
}

/** Records of one student and two schools in some order of arrival. */
export const history: fc.Arbitrary<SisRecord[]> = fc
  .tuple(fc.boolean(), fc.array(fc.integer({ min: 1, max: 2 ** 31 - 2 }), { minLength: 8, maxLength: 45, size: 'max' }))
  .map(([isOrdinary, seeds]) => [...(isOrdinary ? ordinary : []), ...seeds.map(recordOf)]);

/** The same records in another order, about every fifth of them more than once. */
export function shuffledWithDuplicates(records: readonly SisRecord[], seed: number): SisRecord[] {
  const pick = picker(seed);
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  const all = records.flatMap((record) => (pick([0, 0, 0, 0, 1]) === 1 ? [record, record] : [record]));
  return all
    .map((record) => [pick(numbers), record] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, record]) => record);
}

/** Draws from a seed (a multiplicative congruential generator, past its first values, which stay near a small seed). */
function picker(seed: number): Pick {
  let state = seed;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  next();
  next();
  return <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T;
}
