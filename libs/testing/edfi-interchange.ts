import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEdfiXml, type EdfiDeadLetter, type EdfiMapping, type EdfiReport } from '#libs/contracts';
import type { RecordName, SisRecord } from '#libs/domain';

/** What one import gave. */
export interface EdfiImported {
  readonly records: readonly SisRecord[];
  readonly deadLetters: readonly EdfiDeadLetter[];
  readonly report: EdfiReport;
  /** The data of the records of a kind, in order. */
  dataOf(name: RecordName): readonly Readonly<Record<string, unknown>>[];
}

/** Writes the files into a folder of their own, imports them and removes the folder. */
export async function importEdfiFiles(files: Readonly<Record<string, string | Uint8Array>>, mapping?: EdfiMapping): Promise<EdfiImported> {
  const directory = await mkdtemp(join(tmpdir(), 'homeroom-edfi-test-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
    return await importEdfiFolder(directory, mapping);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Imports elements as one file. */
export function importEdfi(...elements: readonly string[]): Promise<EdfiImported> {
  return importEdfiFiles({ 'interchange.xml': interchange(...elements) });
}

export async function importEdfiFolder(directory: string, mapping?: EdfiMapping): Promise<EdfiImported> {
  const run = readEdfiXml({ directory, district: 'd1', time: '2026-01-31T12:00:00Z', ...(mapping && { mapping }) });
  const records: SisRecord[] = [];
  const deadLetters: EdfiDeadLetter[] = [];
  for await (const item of run.records()) {
    if (item.kind === 'record') records.push(item.record);
    else deadLetters.push(item.deadLetter);
  }
  const dataOf = (name: RecordName) => records.filter((record) => record.name === name).map(({ data }) => data);
  return { records, deadLetters, report: run.report, dataOf };
}

export function interchange(...elements: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Interchange xmlns="http://ed-fi.org/0100">\n${elements.join('\n')}\n</Interchange>\n`;
}

/** An element of text or of elements. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** Text elements of the fields that are given. */
export function fields(given: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(given)
    .map(([name, text]) => (text === undefined ? '' : element(name, text)))
    .join('');
}

export function organizationRef(reference: string, id: string | undefined): string {
  return id === undefined ? '' : element(reference, element('EducationalOrgIdentity', fields({ StateOrganizationId: id })));
}

export function studentRef(id: string): string {
  return element('StudentReference', element('StudentIdentity', fields({ StudentUniqueStateId: id })));
}

export function staffRef(id: string): string {
  return element('StaffReference', element('StaffIdentity', fields({ StaffUniqueStateId: id })));
}

/** The organization within an identity. */
export function within(id: string | undefined): string {
  return organizationRef('EducationalOrgReference', id);
}

export function sectionRef(school: string | undefined, code: string): string {
  return element('SectionReference', element('SectionIdentity', within(school), fields({ UniqueSectionCode: code })));
}

export function sessionRef(school: string | undefined, given: Readonly<Record<string, string | undefined>>): string {
  return element('SessionReference', element('SessionIdentity', within(school), fields(given)));
}

export function organization(id: string, parent?: string): string {
  return element('EducationOrganization', fields({ StateOrganizationId: id }), organizationRef('ParentEducationAgencyReference', parent));
}

export interface GivenEnrolment {
  readonly student?: string;
  readonly school?: string;
  readonly entry?: string;
  readonly exit?: string;
  readonly exitType?: string;
  readonly grade?: string;
  readonly label?: string;
}

export function enrolment(given: GivenEnrolment = {}): string {
  const { student = 's1', school = 'A', entry = '2011-09-01', exit, exitType, grade = 'Ninth grade', label } = given;
  const rest = fields({ EntryDate: entry, EntryGradeLevel: grade, ExitWithdrawDate: exit, ExitWithdrawType: exitType, SchoolYear: label });
  return element('StudentSchoolAssociation', studentRef(student), organizationRef('SchoolReference', school), rest);
}

export interface GivenAttendance {
  readonly student?: string;
  readonly date?: string;
  readonly category?: string;
  readonly type?: string;
  readonly label?: string;
  /** Null: none is named. */
  readonly school?: string | null;
  /** School and code. */
  readonly section?: readonly [string | undefined, string];
}

export function attendance(given: GivenAttendance = {}): string {
  const { student = 's1', date = '2011-09-06', category = 'In Attendance', type, label, school = 'A', section } = given;
  const rest = fields({ SchoolYear: label, EventDate: date, AttendanceEventType: type, AttendanceEventCategory: category });
  const place = organizationRef('SchoolReference', school ?? undefined);
  return element('AttendanceEvent', rest, studentRef(student), place, section === undefined ? '' : sectionRef(...section));
}

export function calendarDate(organizationId: string | undefined, date: string, event = 'Instructional day'): string {
  return element('CalendarDate', fields({ Date: date, CalendarEvent: event }), organizationRef('EducationOrgReference', organizationId));
}
