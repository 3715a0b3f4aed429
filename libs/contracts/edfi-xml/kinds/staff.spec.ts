import { element, fields, importEdfi, organizationRef, sectionRef, staffRef, within } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const assigned = async (...elements: readonly string[]) => (await importEdfi(...elements)).dataOf('staff-assigned');
const cohortRef = element('CohortReference', element('CohortIdentity', fields({ CohortIdentifier: 'red' }), within('A')));
const ofOrganization = (name: string, classification: string) =>
  element(
    name,
    staffRef('t1'),
    organizationRef('EducationOrganizationReference', 'A'),
    fields({ StaffClassification: classification, BeginDate: '2011-08-01' }),
  );

describe('Staff (rule 27)', () => {
  it('rule 27: staff of a cohort lead that community, with the dates given', async () => {
    expect(
      await assigned(
        element('StaffCohortAssociation', staffRef('t1'), cohortRef, fields({ BeginDate: '2011-09-01', EndDate: '2012-02-15' })),
      ),
    ).toEqual([{ staffId: 't1', role: 'lead', communityId: 'A:red', from: '2011-09-01', to: '2012-02-15' }]);
  });

  it.each(['TeacherSectionAssociation', 'StaffSectionAssociation'])(
    'rule 27: %s is a teacher of that section, open without dates',
    async (name) => {
      const reference = staffRef('t1').replaceAll(
        'StaffReference',
        name === 'StaffSectionAssociation' ? 'StaffReference' : 'TeacherReference',
      );
      expect(await assigned(element(name, reference, sectionRef('A', 'S1')))).toEqual([
        { staffId: 't1', role: 'teacher', sectionId: 'A:S1', from: '1900-01-01' },
      ]);
    },
  );

  it.each([
    ['Principal', 'administrator'],
    ['Assistant Principal', 'administrator'],
    ['LEA Administrator', 'administrator'],
    ['School Counselor', 'counselor'],
    ['uri://ed-fi.org/StaffClassificationDescriptor#Counselor', 'counselor'],
  ])('rule 27: the classification %s is %s of that organization', async (classification, role) => {
    for (const name of ['StaffEducationOrganizationAssignmentAssociation', 'StaffEducationOrgAssignmentAssociation']) {
      expect(await assigned(ofOrganization(name, classification))).toEqual([{ staffId: 't1', role, schoolId: 'A', from: '2011-08-01' }]);
    }
  });

  it.each(['Teacher', 'School Administrative Support Staff', 'Superintendent'])(
    'rule 27: %s only feeds the directory',
    async (classification) => {
      expect(await assigned(ofOrganization('StaffEducationOrganizationAssignmentAssociation', classification))).toEqual([]);
    },
  );

  it('rule 27: names and the address for work go to the directory, of staff and of teachers', async () => {
    const mail = (type: string, address: string) =>
      `<ElectronicMail EmailAddressType="${type}">${fields({ EmailAddress: address })}</ElectronicMail>`;
    const name = element('Name', fields({ FirstName: 'Ann', LastSurname: 'Lee' }));
    const { dataOf } = await importEdfi(
      element(
        'Staff',
        fields({ StaffUniqueStateId: 't1' }),
        name,
        mail('Home/Personal', 'a@home.example'),
        mail('Work', 'a@school.example'),
      ),
      element('Teacher', fields({ StaffUniqueStateId: 't2', TeacherUniqueStateId: 'a' })),
      element('Teacher', fields({ StaffUniqueStateId: 't3', TeacherUniqueStateId: 'a' })),
    );
    expect(dataOf('staff-profile')).toEqual([
      { staffId: 't1', name: 'Ann Lee', email: 'a@school.example' },
      { staffId: 't2' },
      { staffId: 't3' },
    ]);
  });

  it('an assignment to nobody or to nothing is refused', async () => {
    const { deadLetters } = await importEdfi(
      element('StaffCohortAssociation', cohortRef),
      element('TeacherSectionAssociation', staffRef('t1')),
    );
    expect(deadLetters.map(({ refusal }) => refusal.path)).toEqual([
      'StaffCohortAssociation/StaffReference',
      'TeacherSectionAssociation/SectionReference',
    ]);
  });
});
