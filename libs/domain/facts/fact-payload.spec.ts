import { describe, expect, it } from '@jest/globals';
import { eventTypeOf, naturalKey, payloadOf, recordNameOf } from './fact-payload.js';
import { recordKinds, type FactRecordName, type RecordKind } from './record-kinds.js';

const names = Object.keys(recordKinds) as FactRecordName[];

describe('the payload of a fact', () => {
  it('keeps the fact’s fields in order and leaves out whose it is', () => {
    const data = { studentId: 's', schoolYear: 2026, status: 'tardy', schoolId: 'n', date: '2025-09-01', sectionId: 'x', portionAbsent: 0 };
    const { data: payload, hasExtras } = payloadOf('attendance-recorded', data);
    expect(JSON.stringify(payload)).toBe('{"date":"2025-09-01","portionAbsent":0,"schoolId":"n","sectionId":"x","status":"tardy"}');
    expect(hasExtras).toBe(false);
  });

  it('never keeps an id of a person of the district', () => {
    for (const name of names) {
      const { data } = payloadOf(name, { studentId: 's', staffId: 't', newStudentId: 'n' });
      expect(data).toEqual({});
    }
  });

  it('says when a record carries more than the fact keeps', () => {
    const extras = (name: FactRecordName, more: object): boolean =>
      payloadOf(name, { studentId: 's', schoolYear: 2026, date: 'd', ...more }).hasExtras;
    expect(extras('attendance-recorded', { note: 'x' })).toBe(true);
    expect(extras('attendance-recorded', { status: 'present' })).toBe(false);
    expect(extras('attendance-retracted', { status: 'present' })).toBe(true);
    expect(extras('behavior-recorded', { actions: [{ kind: 'other' }, { kind: 'other', days: 2 }] })).toBe(false);
    expect(extras('behavior-recorded', { actions: [{ kind: 'other' }, { kind: 'other', by: 'x' }] })).toBe(true);
  });

  it('has no extras where a record says whose it is, by whatever id', () => {
    for (const field of ['studentId', 'staffId', 'communityId', 'schoolId', 'schoolYear', 'newStudentId', 'substituteId']) {
      expect([field, payloadOf('attendance-retracted', { date: 'd', [field]: 'x' })]).toEqual([
        field,
        { data: { date: 'd' }, hasExtras: false },
      ]);
    }
  });

  it('keeps the keys that ids of people were replaced by', () => {
    const merged = { studentId: 's', newStudentId: 'n', newKey: 'k' };
    expect(payloadOf('student-identified-as', merged)).toEqual({ data: { newKey: 'k' }, hasExtras: false });
    const leave = { staffId: 's', from: 'a', to: 'b', substituteId: 'v', substituteKey: 'w' };
    expect(payloadOf('staff-leave-recorded', leave)).toEqual({ data: { from: 'a', substituteKey: 'w', to: 'b' }, hasExtras: false });
  });

  it('keeps of actions their kind and days, in order', () => {
    const actions = [{ kind: 'removal', by: 'someone', days: 2 }, { kind: 'other' }];
    expect(JSON.stringify(payloadOf('behavior-recorded', { actions }).data)).toBe(
      '{"actions":[{"days":2,"kind":"removal"},{"kind":"other"}]}',
    );
    expect(payloadOf('behavior-recorded', { actions }).data).toStrictEqual({ actions: [{ days: 2, kind: 'removal' }, { kind: 'other' }] });
  });

  it('keeps the fields of every natural key', () => {
    for (const name of names) {
      const kind: RecordKind = recordKinds[name];
      const data = Object.fromEntries(kind.key.map((field) => [field, `the ${field}`]));
      expect(payloadOf(name, data).data).toEqual(data);
    }
  });
});

describe('the natural key', () => {
  it('is the same for a kind and its retracting twin, and another for every other kind', () => {
    const data = { schoolId: 'n', date: '2025-09-01', sectionId: 'x', courseId: 'c', termId: 't', incidentId: 'i' };
    const keys = new Map<string, FactRecordName[]>();
    for (const name of names) keys.set(naturalKey(name, data), [...(keys.get(naturalKey(name, data)) ?? []), name]);
    for (const group of keys.values()) {
      const [first = 'student-enrolled', second = 'student-enrolled', ...rest] = group;
      const kind: RecordKind = recordKinds[second];
      expect([kind.retracts, rest]).toEqual([first, []]);
    }
  });

  it('names what it is of, then each field with its length', () => {
    expect(naturalKey('attendance-retracted', { date: '2025-09-01', sectionId: 'x' })).toBe('attendance-recorded|10:2025-09-01|1:x');
    expect(naturalKey('attendance-recorded', { date: '2025-09-01' })).toBe('attendance-recorded|10:2025-09-01|0:');
  });

  it('cannot be made equal by the characters of an id', () => {
    const key = (courseId: string, termId: string): string => naturalKey('grade-posted', { courseId, termId });
    expect(key('a|1:b', 'c')).not.toBe(key('a', 'b|1:c'));
    expect(key('a', '')).not.toBe(key('', 'a'));
  });

  it('has an origin for every mark, and tells a whole day from a section', () => {
    const mark = { courseId: 'c', termId: 't' };
    expect(naturalKey('grade-posted', mark)).toBe(naturalKey('grade-retracted', { ...mark, origin: 'grade' }));
    expect(naturalKey('grade-posted', mark)).not.toBe(naturalKey('grade-posted', { ...mark, origin: 'transcript' }));
    for (const sectionId of ['x', 'grade']) {
      expect(naturalKey('attendance-recorded', { date: 'd' })).not.toBe(naturalKey('attendance-recorded', { date: 'd', sectionId }));
    }
  });
});

describe('the name of an event’s record', () => {
  it('is its type without the version, where it is a fact of a record', () => {
    for (const name of names) expect(recordNameOf(eventTypeOf(name))).toBe(name);
    expect(eventTypeOf('student-enrolled')).toBe('student-enrolled.v1');
    for (const type of ['school-day-started.v1', 'profile-adopted.v1', 'toString.v1', 'constructor.v1', 'student-enrolled', '']) {
      expect(recordNameOf(type)).toBeNull();
    }
  });
});
