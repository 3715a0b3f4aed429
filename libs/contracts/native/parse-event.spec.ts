import { describe, expect, it } from '@jest/globals';
import { normalizeInstant, recordKinds } from '#libs/domain';
import { sisEventOf, sisEvents, sisRecordNames, sisRecords, type SisEvent } from '#libs/testing';
import { fc } from '@fast-check/jest';
import { districtOf } from './event-source.js';
import { parseCloudEvent } from './parse-event.js';
import { recordNames } from './record-schemas.js';
import type { Refusal } from './refusal.js';

function refusalOf(event: unknown): Refusal | null {
  const result = parseCloudEvent(JSON.stringify(event));
  return result.ok ? null : result.refusal;
}

const absence = {
  specversion: '1.0',
  id: 'e-1',
  source: '/districts/d%2F1/powerschool',
  type: 'homeroom.sis.attendance-recorded.v1',
  subject: 's-1',
  time: '2025-09-15T14:00:00.250+02:00',
  data: { studentId: 's-1', schoolId: 'north', schoolYear: 2026, date: '2025-09-15', status: 'absent-excused' },
};

const withData = (changes: object): SisEvent => ({ ...absence, data: { ...absence.data, ...changes } });

describe('a native event', () => {
  it('becomes one record: UTC time, decoded district, data as received', () => {
    const data = { ...absence.data, lunch: { paid: true } };
    const event = { ...absence, sequence: 7, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, data };
    expect(parseCloudEvent(Buffer.from(JSON.stringify(event)))).toEqual({
      ok: true,
      record: {
        name: 'attendance-recorded',
        district: 'd/1',
        subject: 's-1',
        time: '2025-09-15T12:00:00.25Z',
        sequence: '7',
        source: '/districts/d%2F1/powerschool',
        id: 'e-1',
        traceparent: event.traceparent,
        ownTime: true,
        data,
      },
    });
  });

  it('is of every kind that the domain keeps, and of the two profiles', () => {
    expect(recordNames.toSorted()).toEqual([...Object.keys(recordKinds), 'staff-profile', 'student-profile'].sort());
  });

  it.each(sisRecordNames)('%s is read back with all that was sent', (name) => {
    fc.assert(
      fc.property(sisEventOf(name), (event) => {
        const sent = JSON.parse(JSON.stringify(event)) as SisEvent;
        const result = parseCloudEvent(JSON.stringify(event));
        expect(result).toMatchObject({ ok: true, record: { name, time: normalizeInstant(String(event['time'])), ownTime: true } });
        if (!result.ok) return;
        expect(result.record.data).toEqual(sent.data);
        expect(result.record.district).toBe(districtOf(String(event['source'])));
        expect(result.record.subject).toBe(sent.data[sisRecords[name].subject]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes an attribute that is null for one that is not set, as CloudEvents says', () => {
    expect(refusalOf({ ...absence, sequence: null, partitionkey: null, datacontenttype: null, traceparent: null })).toBeNull();
  });

  it('may leave a school or group on the July 1 after the year, and do nothing else there', () => {
    const enrolled = { studentId: 's-1', schoolId: 'north', schoolYear: 2026 };
    const withdrawn = { ...absence, type: 'homeroom.sis.student-withdrawn.v1' };
    expect(refusalOf({ ...withdrawn, data: { ...enrolled, exitDate: '2026-07-01', reason: 'other' } })).toBeNull();
    expect(refusalOf({ ...withdrawn, data: { ...enrolled, exitDate: '2026-07-02', reason: 'other' } })?.path).toBe('data.exitDate');
    expect(refusalOf({ ...withdrawn, data: { ...enrolled, exitDate: '2025-06-30', reason: 'other' } })?.path).toBe('data.exitDate');
    expect(refusalOf(withData({ date: '2026-07-01' }))?.reason).toBe('outside-school-year');
  });
});

describe('a refusal', () => {
  it('says what is wrong, where, and what to do', () => {
    expect(refusalOf(withData({ date: '2025-02-30' }))).toEqual({
      reason: 'schema-violation',
      path: 'data.date',
      found: '"2025-02-30"',
      message: 'data.date is "2025-02-30": expected a day that exists, written YYYY-MM-DD.',
      district: 'd/1',
      record: 'attendance-recorded',
      source: '/districts/d%2F1/powerschool',
      schoolId: 'north',
      people: [{ kind: 'student', id: 's-1' }],
    });
    expect(refusalOf(withData({ date: '2025-06-30' }))?.message).toBe(
      'data.date is "2025-06-30": outside school year 2026 (2025-07-01 to 2026-06-30): correct the date or the schoolYear.',
    );
    expect(refusalOf(withData({ sectionId: null }))?.message).toBe(
      'data.sectionId is null: leave it out where it is optional, else expected a string.',
    );
    expect(refusalOf({ ...absence, id: undefined })?.message).toBe('id is missing: expected a string.');
  });

  it('suggests the known type that is nearest', () => {
    const typeRefusal = (type: string): Refusal | null => refusalOf({ ...absence, type });
    expect(typeRefusal('homeroom.sis.attendence-recorded.v1')).toMatchObject({
      reason: 'unknown-type',
      path: 'type',
      message: expect.stringContaining('did you mean "homeroom.sis.attendance-recorded.v1"?') as unknown,
    });
    expect(typeRefusal('grade-posted')?.message).toContain('"homeroom.sis.grade-posted.v1"');
    expect(typeRefusal('homeroom.sis.grade-posted.v2')?.message).toContain('"homeroom.sis.grade-posted.v1"');
    expect(typeRefusal('com.example.order.shipped')?.message).not.toContain('did you mean');
    expect(typeRefusal('toString')?.reason).toBe('unknown-type');
  });

  it('names everybody whom the record names, the subject of an unknown type too', () => {
    const assigned = { ...absence, type: 'homeroom.sis.staff-assigned.v1', subject: 't-1', data: { staffId: 't-1', studentId: 12 } };
    expect(refusalOf(assigned)?.people).toEqual([
      { kind: 'staff', id: 't-1' },
      { kind: 'student', id: '12' },
    ]);
    expect(refusalOf({ ...absence, type: 'x', data: null })?.people).toEqual([{ kind: 'student', id: 's-1' }]);
  });

  it.each<[string, unknown, Partial<Refusal>]>([
    ['an array', [absence], { reason: 'schema-violation' }],
    ['null', null, { reason: 'schema-violation' }],
    ['no type', { ...absence, type: undefined }, { path: 'type' }],
    ['another specversion', { ...absence, specversion: '0.3' }, { path: 'specversion' }],
    ['a source of another form', { ...absence, source: '/districts/d1' }, { path: 'source' }],
    ['a source with three parts', { ...absence, source: '/districts/d1/sis/x' }, { path: 'source' }],
    ['a source that is no percent-encoding', { ...absence, source: '/districts/%E0%A4/sis' }, { path: 'source' }],
    ['a district id over length', { ...absence, source: `/districts/${'d'.repeat(201)}/sis` }, { path: 'source' }],
    ['a time without zone', { ...absence, time: '2025-09-15T14:00:00' }, { path: 'time' }],
    ['a time out of the years that compare', { ...absence, time: '9999-12-31T23:59:59-01:00' }, { path: 'time' }],
    ['other content', { ...absence, datacontenttype: 'text/xml' }, { path: 'datacontenttype' }],
    ['another subject', { ...absence, subject: 's-2' }, { reason: 'subject-mismatch', path: 'subject' }],
    ['an id over length', { ...absence, id: 'x'.repeat(201) }, { reason: 'identifier-too-long', path: 'id' }],
    ['half a character', withData({ note: '\ud83d' }), { path: 'data.note' }],
    ['half a character in a name', withData({ deep: { '\ud83d': 1 } }), { path: 'data.deep.\ufffd' }],
    ['half a character in its id', { ...absence, id: '\ud83d' }, { path: 'id' }],
    ['a school year as text', withData({ schoolYear: '2026' }), { path: 'data.schoolYear' }],
    ['more absent than all', withData({ portionAbsent: 1.01 }), { path: 'data.portionAbsent' }],
  ])('is the answer to %s', (_, event, expected) => {
    expect(refusalOf(event)).toMatchObject(expected);
  });

  it('is the answer to what is not JSON in UTF-8, is too large or nothing at all', () => {
    const reasonOf = (body: Uint8Array | string | null): unknown => {
      const result = parseCloudEvent(body);
      return result.ok ? null : result.refusal.reason;
    };
    expect(reasonOf('{"specversion":"1.0"')).toBe('unparseable');
    expect(reasonOf('')).toBe('unparseable');
    expect(reasonOf(Buffer.from(JSON.stringify(absence), 'utf16le'))).toBe('unparseable');
    expect(reasonOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('unparseable');
    expect(reasonOf(null)).toBe('tombstone');
    const room = 256 * 1024 - Buffer.byteLength(JSON.stringify(withData({ note: '' })));
    const full = JSON.stringify(withData({ note: 'é'.repeat(Math.floor(room / 2)) + 'e'.repeat(room % 2) }));
    expect([reasonOf(full), reasonOf(Buffer.from(full))]).toEqual([null, null]);
    expect([reasonOf(`${full} `), reasonOf(Buffer.from(`${full} `))]).toEqual(['too-large', 'too-large']);
    expect(reasonOf(`\ufeff${JSON.stringify(absence)}`)).toBeNull();
    expect(reasonOf(JSON.stringify(absence).replace('2026,', '2026,"big":1e999,'))).toBe('schema-violation');
    expect(reasonOf(JSON.stringify(absence).replace('2026,', `2026,"deep":${'['.repeat(1e5)}${']'.repeat(1e5)},`))).toBe(
      'schema-violation',
    );
  });

  it('is the answer to another district than the one that may send', () => {
    expect(parseCloudEvent(JSON.stringify(absence), { district: 'd/1' }).ok).toBe(true);
    expect(parseCloudEvent(JSON.stringify(absence), { district: 'd1' })).toMatchObject({ refusal: { reason: 'other-district' } });
  });

  it('is the answer to any bytes that are no event, never an exception', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(Buffer.from), broken);
    fc.assert(
      fc.property(bytes, (body) => {
        const result = parseCloudEvent(body);
        if (!result.ok) expect(result.refusal.message).toMatch(/^.+[.?]$|did you mean/s);
      }),
      { numRuns: 2000 },
    );
  });
});

const broken = fc.tuple(sisEvents, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([event, at, byte]) => {
  const bytes = Buffer.from(JSON.stringify(event));
  bytes[at % bytes.length] = byte;
  return bytes;
});
