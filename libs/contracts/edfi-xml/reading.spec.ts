import { attendance, element, enrolment, fields, importEdfi, importEdfiFiles, interchange, studentRef } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const student = (id: string, given = 'Ann') =>
  element('Student', fields({ StudentUniqueStateId: id }), element('Name', fields({ FirstName: given, LastSurname: 'Lee' })));

describe('Reading an interchange (rules 1, 5, 6, 7)', () => {
  it('rule 1: reads all XML files by ascending name, so that the later file has the last word', async () => {
    const { dataOf, report } = await importEdfiFiles({
      'b.xml': interchange(student('s1', 'Bea')),
      'a.xml': interchange(student('s1', 'Ann')),
      'notes.txt': 'not read',
    });
    expect(report.files).toEqual(['a.xml', 'b.xml']);
    expect(dataOf('student-profile')).toEqual([{ studentId: 's1', givenName: 'Bea', familyName: 'Lee' }]);
  });

  it('rule 1: knows elements by local name, in whatever namespace and file they stand', async () => {
    const { dataOf } = await importEdfiFiles({
      'any.xml': `<x:Anything xmlns:x="urn:one"><x:Student><x:StudentUniqueStateId> s1 </x:StudentUniqueStateId></x:Student>
        <Student xmlns="urn:two"><StudentUniqueStateId>s2</StudentUniqueStateId></Student></x:Anything>`,
    });
    expect(dataOf('student-profile')).toEqual([{ studentId: 's1' }, { studentId: 's2' }]);
  });

  it('rule 1: counts and skips kinds of elements that are not mapped', async () => {
    const { records, report } = await importEdfi(element('Parent', fields({ ParentUniqueStateId: 'p' })), element('Parent'), student('s1'));
    expect(report.skipped).toEqual({ Parent: 2 });
    expect(report.read).toEqual({ Student: 1 });
    expect(records).toHaveLength(1);
  });

  it('rule 5: of one natural key twice the later in reading order stands', async () => {
    const { dataOf, report } = await importEdfi(enrolment({ grade: 'Ninth grade' }), enrolment({ grade: 'Tenth grade' }));
    expect(dataOf('student-enrolled')).toMatchObject([{ gradeLevel: '10' }]);
    expect(report.records['student-enrolled']).toEqual({ read: 2, emitted: 1, deadLettered: 0 });
  });

  it('rule 5: every record carries the time of the import, which is no time of its own', async () => {
    const { records } = await importEdfi(student('s1'), enrolment());
    for (const record of records) {
      expect(record).toMatchObject({ time: '2026-01-31T12:00:00Z', ownTime: false, district: 'd1', source: '/districts/d1/edfi-xml' });
    }
  });

  it('rule 6: the date decides the school year; a label that contradicts it is counted, not refused', async () => {
    const { dataOf, report } = await importEdfi(
      enrolment({ label: '2012-2013' }),
      attendance({ label: '2009-2010' }),
      attendance({ date: '2011-09-07', label: '2011-2012' }),
    );
    expect(dataOf('student-enrolled')).toMatchObject([{ schoolYear: 2012 }]);
    expect(dataOf('attendance-recorded')).toMatchObject([{ schoolYear: 2012 }, { schoolYear: 2012 }]);
    expect(report.warnings['school-year-contradicts-date:StudentSchoolAssociation']?.count).toBe(1);
    expect(report.warnings['school-year-contradicts-date:AttendanceEvent']?.count).toBe(1);
  });

  it.each([
    [
      'a student that is missing',
      enrolment().replace(studentRef('s1'), ''),
      'StudentSchoolAssociation/StudentReference',
      'student missing',
    ],
    ['a date that is missing', enrolment({ entry: '' }), 'StudentSchoolAssociation/EntryDate', 'date missing'],
    ['a date that does not exist', enrolment({ entry: '2011-02-30' }), 'StudentSchoolAssociation/EntryDate', '2011-02-30'],
    ['a grade level that is not mapped', enrolment({ grade: 'Grade 13' }), 'StudentSchoolAssociation/EntryGradeLevel', 'Grade 13'],
    [
      'an attendance category that is not mapped',
      attendance({ category: 'Partial' }),
      'AttendanceEvent/AttendanceEventCategory',
      'Partial',
    ],
    ['an identifier that is missing', element('Student', element('Name')), 'Student/StudentUniqueStateId', 'student missing'],
    ['an identifier over 200 characters', enrolment({ school: 'x'.repeat(201) }), 'StudentSchoolAssociation/SchoolReference', '200'],
  ])('rule 7: %s is refused, naming the value and the place', async (_, refused, path, named) => {
    const { deadLetters, records } = await importEdfi('<!-- the third line -->', refused);
    expect(records).toEqual([]);
    expect(deadLetters).toHaveLength(1);
    expect(deadLetters[0]?.refusal.path).toBe(path);
    expect(deadLetters[0]?.refusal.message).toContain(named);
    expect(deadLetters[0]?.origin).toEqual({ kind: 'file', file: 'interchange.xml', line: 4 });
  });

  it('rule 7: a dead letter holds the element itself and whom it names', async () => {
    const { deadLetters } = await importEdfi(enrolment({ student: 's9', school: 'A &amp; B', grade: 'Grade 13' }));
    const original = new TextDecoder().decode(deadLetters[0]?.original);
    expect(original).toContain('<StateOrganizationId>A &amp; B</StateOrganizationId>');
    expect(original).toContain('<EntryGradeLevel>Grade 13</EntryGradeLevel>');
    expect(deadLetters[0]?.record).toBe('student-enrolled');
    expect(deadLetters[0]?.refusal.people).toEqual([{ kind: 'student', id: 's9' }]);
  });

  it('rule 7: a refused element does not displace one of the same key that was read', async () => {
    const { dataOf, deadLetters } = await importEdfi(enrolment(), enrolment({ grade: 'Grade 13' }));
    expect(dataOf('student-enrolled')).toMatchObject([{ gradeLevel: '09' }]);
    expect(deadLetters).toHaveLength(1);
  });
});
