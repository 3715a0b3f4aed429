import { weekdays } from '#libs/testing';

type Data = Readonly<Record<string, unknown>>;

/** One native event as a line of a file. */
export function line(name: string, subject: string, data: Data, { time = '2025-09-01T08:00:00Z', district = 'lincoln' } = {}): string {
  const envelope = { specversion: '1.0', id: `${name}/${subject}/${time}`, source: `/districts/${district}/sis` };
  return JSON.stringify({ ...envelope, type: `homeroom.sis.${name}.v1`, subject, time, datacontenttype: 'application/json', data });
}

/** A school with one community, its counselor, and fifth graders whose attendance is known from September on: `p` present, `a` absent. */
export function community(attendance: Readonly<Record<string, string>>, district = 'lincoln'): string[] {
  const at = { district };
  const schoolYear = 2026;
  const base = { schoolId: 's1', schoolYear };
  const instructionalDays = weekdays('2025-09-01', 180);
  const calendar = { firstDay: '2025-09-01', lastDay: instructionalDays[179], instructionalDays, attendanceTaking: 'affirmative' };
  const lines = [
    line('calendar-published', 's1', { ...base, ...calendar }, at),
    line('community-defined', 'harbor', { communityId: 'harbor', ...base, name: 'Harbor House', sizeLimit: 2 }, at),
    line('staff-assigned', 'T-1', { staffId: 'T-1', role: 'counselor', communityId: 'harbor', from: '2025-08-01' }, at),
  ];
  for (const [studentId, marks] of Object.entries(attendance)) {
    lines.push(
      line('student-profile', studentId, { studentId, givenName: `Given${studentId}`, familyName: `Family${studentId}` }, at),
      line('student-enrolled', studentId, { studentId, ...base, gradeLevel: '05', entryDate: '2025-09-01' }, at),
      line('community-joined', studentId, { studentId, communityId: 'harbor', schoolYear, date: '2025-09-01' }, at),
      ...[...marks].map((mark, day) => attended(studentId, weekdays('2025-09-01', day + 1)[day] ?? '', mark, { district })),
    );
  }
  return lines;
}

export function attended(
  studentId: string,
  date: string,
  mark: string,
  { time = `${date}T15:00:00Z`, district = 'lincoln' }: { time?: string; district?: string } = {},
): string {
  const status = mark === 'a' ? 'absent-unexcused' : 'present';
  return line('attendance-recorded', studentId, { studentId, schoolId: 's1', schoolYear: 2026, date, status }, { time, district });
}
