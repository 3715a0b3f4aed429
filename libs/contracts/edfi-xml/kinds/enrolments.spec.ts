import { enrolment, importEdfi } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const enrolments = async (...elements: readonly string[]) => {
  const imported = await importEdfi(...elements);
  return { ...imported, enrolled: imported.dataOf('student-enrolled'), withdrawn: imported.dataOf('student-withdrawn') };
};

describe('Enrolments (rule 8)', () => {
  it('rule 8: student, school and entry date are the key; the exit date is the first day no longer enrolled', async () => {
    const { enrolled, withdrawn } = await enrolments(
      enrolment({ exit: '2012-02-01', exitType: 'Exited' }),
      enrolment({ entry: '2012-03-01' }),
    );
    expect(enrolled).toEqual([
      { studentId: 's1', schoolId: 'A', schoolYear: 2012, gradeLevel: '09', entryDate: '2011-09-01' },
      { studentId: 's1', schoolId: 'A', schoolYear: 2012, gradeLevel: '09', entryDate: '2012-03-01' },
    ]);
    expect(withdrawn).toEqual([
      { studentId: 's1', schoolId: 'A', schoolYear: 2012, entryDate: '2011-09-01', exitDate: '2012-02-01', reason: 'other' },
    ]);
  });

  it.each([
    ['first grade', '01'],
    ['Second grade', '02'],
    ['TWELFTH GRADE', '12'],
    ['Kindergarten', 'KG'],
    ['Transitional Kindergarten', 'KG'],
    ['Preschool/Prekindergarten', 'PK'],
    ['Early Education', 'PK'],
    ['Infant/toddler', 'PK'],
    ['uri://ed-fi.org/GradeLevelDescriptor#Ninth grade', '09'],
  ])('rule 8: %s is grade level %s', async (grade, gradeLevel) => {
    expect((await enrolments(enrolment({ grade }))).enrolled).toMatchObject([{ gradeLevel }]);
  });

  it.each(['Ungraded', 'Adult Education', 'Postsecondary'])('rule 8: %s is refused', async (grade) => {
    const { deadLetters, enrolled } = await enrolments(enrolment({ grade }));
    expect(enrolled).toEqual([]);
    expect(deadLetters[0]?.refusal.message).toContain(grade);
  });

  it.each([
    ['Expelled or involuntarily withdrawn', { reason: 'expelled' }],
    [
      'Graduated with regular, advanced, International Baccalaureate, or other type of diploma',
      { reason: 'graduated', diploma: 'regular' },
    ],
    ['Completed school with other credentials', { reason: 'graduated', diploma: 'other' }],
    ['Dropped out', { reason: 'dropped-out' }],
    ['Student is in a different public school in the same local education agency', { reason: 'transferred' }],
    ['End of school year', { reason: 'other' }],
  ])('rule 8: an exit type gives the reason, never a discipline record: %s', async (exitType, expected) => {
    const { withdrawn, dataOf } = await enrolments(enrolment({ exit: '2012-02-01', exitType }));
    expect(withdrawn).toMatchObject([expected]);
    expect(dataOf('behavior-recorded')).toEqual([]);
  });

  it('rule 8: never beyond the June 30 that ends the year of the entry: a later exit is none, July 1 is kept', async () => {
    const { withdrawn, report } = await enrolments(enrolment({ exit: '2014-06-01' }), enrolment({ student: 's2', exit: '2012-07-01' }));
    expect(withdrawn).toMatchObject([{ studentId: 's2', exitDate: '2012-07-01', schoolYear: 2012 }]);
    expect(report.warnings['exit-after-school-year']?.count).toBe(1);
  });

  it('an exit before the entry leaves no enrolled day', async () => {
    const { withdrawn, report } = await enrolments(enrolment({ exit: '2011-08-01' }));
    expect(withdrawn).toMatchObject([{ entryDate: '2011-09-01', exitDate: '2011-09-01' }]);
    expect(report.warnings['exit-before-entry']?.count).toBe(1);
  });

  it('two enrolments at one school that end on one day both end: the earlier where the later begins', async () => {
    const { withdrawn } = await enrolments(enrolment({ exit: '2012-05-01' }), enrolment({ entry: '2011-10-01', exit: '2012-05-01' }));
    expect(withdrawn).toMatchObject([
      { entryDate: '2011-09-01', exitDate: '2011-10-01' },
      { entryDate: '2011-10-01', exitDate: '2012-05-01' },
    ]);
  });
});
