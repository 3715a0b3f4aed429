import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLogger, readSettings } from '#libs/service';
import { weekdays } from '#libs/testing';
import { startStandalone } from '../apps/standalone/start-standalone.js';
import { Homeroom } from './homeroom.js';
import { line } from './native-events.js';

const days = weekdays('2025-09-01', 40);
const at = { schoolId: 's1', schoolYear: 2026 };

/** A second grader who is there every day, and the two adults who are assigned; one of them reads Spanish. */
const roster = [
  line('calendar-published', 's1', {
    ...at,
    firstDay: days[0],
    lastDay: days[39],
    instructionalDays: days,
    attendanceTaking: 'affirmative',
  }),
  line('staff-profile', 'T-1', { staffId: 'T-1', name: 'Ana Ruiz', email: 'ana@school.example', locale: 'es-US' }),
  line('staff-profile', 'T-2', { staffId: 'T-2', name: 'Bo Lee', email: 'bo@school.example', locale: 'en' }),
  ...['T-1', 'T-2'].map((staffId) => line('staff-assigned', staffId, { staffId, role: 'advocate', studentId: 'S-1', from: '2025-08-01' })),
  line('student-enrolled', 'S-1', { ...at, studentId: 'S-1', gradeLevel: '02', entryDate: days[0] }),
  ...days.map((date) =>
    line('attendance-recorded', 'S-1', { ...at, studentId: 'S-1', date, status: 'present' }, { time: `${date}T15:00:00Z` }),
  ),
];

/** The benchmark test of a day in a subject. */
function assessed(date: string, subject: 'ela' | 'math', benchmarkMet: boolean): string {
  const data = { studentId: 'S-1', schoolYear: 2026, assessmentId: `${subject}-${date}`, subject, date, benchmarkMet };
  return line('assessment-recorded', 'S-1', data, { time: `${date}T16:00:00Z` });
}

interface Alert {
  readonly studentId: string;
  readonly state: string;
  readonly ended: string | null;
  readonly reason: string;
}

describe('A benchmark test that is not met', () => {
  let homeroom: Homeroom;
  beforeEach(async () => {
    homeroom = await Homeroom.start(`${days[39]}T20:00:00Z`);
    await take(...roster);
    const decided = ['--district', 'lincoln', '--by', 'A. Rivera', '--reason', 'Early literacy'];
    await homeroom.ok('profiles', 'adopt', '--profile', 'ew-framework', ...decided);
  });
  afterEach(() => homeroom.end());

  async function take(...lines: readonly string[]): Promise<void> {
    const path = join(homeroom.folder, 'records.ndjson');
    await writeFile(path, `${lines.join('\n')}\n`);
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
  }

  const inbox = async (staff: string, ...args: string[]): Promise<unknown[]> =>
    (await homeroom.rows<Alert>('alerts', '--staff', staff, ...args)).map(({ studentId, state, reason }) => [studentId, state, reason]);

  it('stands in the inboxes of the adults with its reason in words, to each in the language that the adult reads', async () => {
    expect(await inbox('T-1')).toEqual([]);
    await take(assessed(days[38] ?? '', 'math', true), assessed(days[39] ?? '', 'ela', false));
    const [english, spanish] = [
      'Latest benchmark test in English language arts not met (needs met)',
      'La prueba de referencia más reciente en inglés (artes del lenguaje) no fue superada (se requiere que sea superada)',
    ];
    expect(await inbox('T-1')).toEqual([['S-1', 'open', spanish]]);
    expect(await inbox('T-2')).toEqual([['S-1', 'open', english]]);
    expect(await inbox('T-2', '--language', 'es')).toEqual([['S-1', 'open', spanish]]);
    const [alert] = await homeroom.rows<{ alertId: string }>('alerts');
    const alertId = alert?.alertId ?? '';
    expect(await homeroom.ok('alerts', 'explain', alertId)).toContain(english);
    expect(await homeroom.ok('alerts', 'explain', alertId, '--language', 'es')).toContain(spanish);
    const asked = ['staff=T-1', 'staff=T-1&language=en', 'staff=T-2', 'language=es'];
    expect(await reasonsByApi(...asked)).toEqual([[spanish], [english], [english], [spanish]]);
  });

  it('is taken back when it was recorded wrongly', async () => {
    await take(assessed(days[39] ?? '', 'ela', false));
    await take(assessed(days[39] ?? '', 'ela', true).replace('T16:00:00Z"', 'T18:00:00Z"'));
    expect(await homeroom.rows<Alert>('alerts')).toMatchObject([{ studentId: 'S-1', state: 'retracted', ended: 'corrected' }]);
  });

  /** What the program answers that runs on the same folder. */
  async function reasonsByApi(...queries: string[]): Promise<unknown[]> {
    const given = { HOMEROOM_DATA_DIR: homeroom.data, PORT: '0', HOMEROOM_TIME_ZONE: 'UTC', HOMEROOM_DEMO: 'off' };
    const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
    const running = await startStandalone(readSettings(given, 'no.env'), { logger, clock: homeroom.clock });
    await running.whenReady;
    const answers: unknown[] = [];
    for (const query of queries) {
      const { alerts } = (await (await fetch(`${running.url}/api/alerts?${query}`)).json()) as { alerts: { reasons: string[] }[] };
      answers.push(alerts.flatMap(({ reasons }) => reasons));
    }
    await running.stop();
    return answers;
  }
});
