import type { RecordName } from '#libs/domain';
import { fc } from '@fast-check/jest';
import { ids } from './sis-fields.js';
import { sisRecords } from './sis-records.js';

/** A native event as it stands in a file: the attributes and `data`. */
export interface SisEvent {
  readonly [attribute: string]: unknown;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const sisRecordNames = Object.keys(sisRecords) as readonly RecordName[];

const unknownFields = fc.option(fc.record({ extension: fc.jsonValue({ maxDepth: 3 }) }), { nil: {}, freq: 3 });

/** Any valid event of one kind, with optional and unknown fields here and there. */
export function sisEventOf(name: RecordName): fc.Arbitrary<SisEvent> {
  const spec = sisRecords[name];
  return fc.integer({ min: 1990, max: 2040 }).chain((year) => {
    const values = Object.entries(spec.fields).map(([field, { values: valuesOf }]) => [field, valuesOf(year)] as const);
    const requiredKeys = Object.keys(spec.fields).filter((field) => spec.fields[field]?.optional !== true);
    const known = fc.record<Record<string, unknown>>(Object.fromEntries(values), { requiredKeys });
    const data = known.map((fields) => spec.settle?.({ ...fields }) ?? { ...fields });
    return fc.tuple(data, unknownFields, envelopes).map(([fields, unknown, { district, ...envelope }]) => ({
      ...envelope,
      specversion: '1.0',
      type: `homeroom.sis.${name}.v1`,
      source: `/districts/${encodeURIComponent(district)}/sis`,
      subject: fields[spec.subject],
      data: { ...unknown, ...fields },
    }));
  });
}

export const sisEvents: fc.Arbitrary<SisEvent> = fc.constantFrom(...sisRecordNames).chain(sisEventOf);

const instants = fc
  .tuple(
    fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+05:30', '-08:00'),
  )
  .map(([at, zone]) => at.toISOString().replace('Z', zone));

const envelopes = fc.record(
  {
    id: ids,
    district: ids,
    time: instants,
    sequence: fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.nat()),
    datacontenttype: fc.constantFrom('application/json', 'application/json; charset=utf-8', null),
    partitionkey: fc.string(),
  },
  { requiredKeys: ['id', 'district', 'time'] },
);
