import { element, fields, importEdfi, organizationRef, studentRef, within } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const incidentRef = (school: string, id: string) =>
  element('DisciplineIncidentReference', element('DisciplineIncidentIdentity', within(school), fields({ IncidentIdentifier: id })));
const incident = (school: string, id: string, date = '2011-10-03', ...more: readonly string[]) =>
  element(
    'DisciplineIncident',
    fields({ IncidentIdentifier: id, IncidentDate: date }),
    organizationRef('SchoolReference', school),
    ...more,
  );
const association = (student: string, code: string, id = 'I1') =>
  element('StudentDisciplineIncidentAssociation', studentRef(student), incidentRef('A', id), fields({ StudentParticipationCode: code }));

interface GivenAction {
  readonly id?: string;
  readonly students?: readonly string[];
  readonly incidents?: readonly string[];
  readonly disciplines?: readonly Readonly<Record<string, string>>[];
  readonly length?: string;
}

function action(given: GivenAction = {}): string {
  const { id = 'D1', students = ['s1'], incidents = ['I1'], disciplines = [{ Description: 'Suspension' }], length } = given;
  return element(
    'DisciplineAction',
    fields({ DisciplineActionIdentifier: id }),
    ...disciplines.map((discipline) => element('Disciplines', fields(discipline))),
    fields({ DisciplineDate: '2011-10-10', DisciplineActionLength: length }),
    ...students.map(studentRef),
    ...incidents.map((each) => incidentRef('A', each)),
    organizationRef('ResponsibilitySchoolReference', 'A'),
  );
}

const behavior = async (...elements: readonly string[]) => (await importEdfi(...elements)).dataOf('behavior-recorded');

describe('Discipline (rules 18, 19, 29)', () => {
  it('rule 18: each student of an action has a record for each incident, dated by the incident', async () => {
    const elements = [incident('A', 'I1'), incident('A', 'I2', '2011-10-04'), action({ students: ['s1', 's2'], incidents: ['I1', 'I2'] })];
    expect((await behavior(...elements)).map(({ studentId, incidentId, date }) => [studentId, incidentId, date])).toEqual([
      ['s1', 'A:I1', '2011-10-03'],
      ['s1', 'A:I2', '2011-10-04'],
      ['s2', 'A:I1', '2011-10-03'],
      ['s2', 'A:I2', '2011-10-04'],
    ]);
  });

  it('rule 18: an incident that is not in the interchange is dated by the action', async () => {
    expect(await behavior(action())).toMatchObject([{ date: '2011-10-10', schoolId: 'A', incidentId: 'A:I1' }]);
  });

  it.each(['Victim', 'witness', 'Reporter'])('rule 18: not a student whose only part was %s', async (part) => {
    expect(await behavior(incident('A', 'I1'), association('s1', part), action())).toEqual([]);
  });

  it('rule 18: a perpetrator counts, also one who was a victim too, and a student without an association', async () => {
    const elements = [
      incident('A', 'I1'),
      association('s1', 'Victim'),
      association('s1', 'Perpetrator'),
      association('s1', 'Witness', 'I2'),
    ];
    expect(await behavior(...elements, action({ students: ['s1', 's3'] }))).toMatchObject([{ studentId: 's1' }, { studentId: 's3' }]);
  });

  it('rule 18: an incident without an action is no discipline', async () => {
    expect(await behavior(incident('A', 'I1'), association('s1', 'Perpetrator'))).toEqual([]);
  });

  it('rule 18: several actions of one student and incident are one record', async () => {
    const second = action({ id: 'D2', disciplines: [{ CodeValue: 'Expelled' }] });
    expect(await behavior(incident('A', 'I1'), action(), second)).toMatchObject([
      { actions: [{ kind: 'out-of-school-suspension' }, { kind: 'expulsion' }] },
    ]);
  });

  it.each([
    [{ CodeValue: 'ISS' }, 'in-school-suspension'],
    [{ CodeValue: 'ISS', Description: 'Suspension' }, 'in-school-suspension'],
    [{ Description: 'In-School Suspension, 2 days' }, 'in-school-suspension'],
    [{ ShortDescription: 'Expulsion with services' }, 'expulsion'],
    [{ Description: 'Suspended, then expelled' }, 'expulsion'],
    [{ CodeValue: 'oss' }, 'out-of-school-suspension'],
    [{ Description: 'Suspension from school for a week' }, 'out-of-school-suspension'],
  ])('rule 19: %j is %s', async (discipline, kind) => {
    expect(await behavior(action({ disciplines: [discipline] }))).toMatchObject([{ actions: [{ kind }] }]);
  });

  it('rule 19: the matching descriptor says what a code means', async () => {
    const descriptor = element('DisciplineDescriptor', fields({ CodeValue: 'D-07', Description: 'In-school suspension' }));
    expect(await behavior(descriptor, action({ disciplines: [{ CodeValue: 'd-07' }] }))).toMatchObject([
      { actions: [{ kind: 'in-school-suspension' }] },
    ]);
  });

  it('rule 19: a code without such words is unmapped and named; what is mapped beside it stands', async () => {
    const mixed = action({ disciplines: [{ Description: 'Community service' }, { Description: 'Suspension' }] });
    const { deadLetters, dataOf } = await importEdfi(mixed, action({ id: 'D2', disciplines: [{ CodeValue: 'ISSUE' }], students: ['s2'] }));
    expect(deadLetters.map(({ refusal }) => refusal.found)).toEqual(['Community service', 'ISSUE']);
    expect(dataOf('behavior-recorded')).toMatchObject([{ studentId: 's1', actions: [{ kind: 'out-of-school-suspension' }] }]);
  });

  it('rule 29: ids of incidents repeat between schools', async () => {
    const other = action({ id: 'D2' }).replaceAll('>A<', '>B<');
    expect((await behavior(action(), other)).map(({ incidentId }) => incidentId)).toEqual(['A:I1', 'B:I1']);
  });

  it('an action without a student or an incident is refused', async () => {
    const { deadLetters } = await importEdfi(action({ students: [] }), action({ incidents: [] }));
    expect(deadLetters.map(({ refusal }) => refusal.path)).toEqual([
      'DisciplineAction/StudentReference',
      'DisciplineAction/DisciplineIncidentReference',
    ]);
  });

  it('the length of an action is given where it is one action and a number of days', async () => {
    expect(await behavior(action({ length: '3' }))).toMatchObject([{ actions: [{ days: 3 }] }]);
    expect((await behavior(action({ length: 'long' })))[0]?.['actions']).toEqual([{ kind: 'out-of-school-suspension' }]);
  });

  it('the category is what the incident says of the behavior', async () => {
    const behaviors = element('Behaviors', fields({ CodeValue: 'B1' }));
    const descriptor = element('BehaviorDescriptor', fields({ CodeValue: 'B1', Description: 'State Offense' }));
    expect(await behavior(incident('A', 'I1', '2011-10-03', behaviors), action())).toMatchObject([{ category: 'other' }]);
    expect(await behavior(descriptor, incident('A', 'I1', '2011-10-03', behaviors), action())).toMatchObject([
      { category: 'state-offense' },
    ]);
  });
});
