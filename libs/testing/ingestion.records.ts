import { normalizeInstant, type RecordName, type SisRecord } from '#libs/domain';

type Data = Readonly<Record<string, unknown>>;

/** A record of a district's system, as intake is given it. */
export function sisRecord(name: RecordName, data: Data, over: Partial<SisRecord> = {}): SisRecord {
  const subject = String(data[subjectFields[name] ?? 'studentId']);
  const { time = '2025-09-01T12:00:00Z', district = 'lincoln', ...rest } = over;
  return {
    name,
    district,
    subject,
    source: `/districts/${encodeURIComponent(district)}/sis`,
    ownTime: true,
    data,
    ...rest,
    time: normalizeInstant(time) ?? time,
  };
}

const subjectFields: { readonly [name in RecordName]?: string } = {
  'community-defined': 'communityId',
  'community-retracted': 'communityId',
  'belonging-surveyed': 'communityId',
  'survey-retracted': 'communityId',
  'staff-profile': 'staffId',
  'staff-assigned': 'staffId',
  'assignment-retracted': 'staffId',
  'staff-unassigned': 'staffId',
  'unassignment-retracted': 'staffId',
  'staff-leave-recorded': 'staffId',
  'staff-leave-retracted': 'staffId',
  'calendar-published': 'schoolId',
  'calendar-retracted': 'schoolId',
  'attendance-submitted': 'schoolId',
  'attendance-submission-retracted': 'schoolId',
};

/** A day of student s1 at school north in 2025-26. */
export function attendanceRecord(status: string, over: Partial<SisRecord> = {}, data: Data = {}): SisRecord {
  const fields = { studentId: 's1', schoolId: 'north', schoolYear: 2026, date: '2025-09-01', status, ...data };
  return sisRecord('attendance-recorded', fields, over);
}

export function enrolmentRecord(studentId = 's1', over: Partial<SisRecord> = {}, data: Data = {}): SisRecord {
  const fields = { studentId, schoolId: 'north', schoolYear: 2026, gradeLevel: '06', entryDate: '2025-09-01', ...data };
  return sisRecord('student-enrolled', fields, over);
}
