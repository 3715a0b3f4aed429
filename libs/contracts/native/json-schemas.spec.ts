import { describe, expect, it } from '@jest/globals';
import { sisRecords } from '#libs/testing';
import { jsonSchemas } from './json-schemas.js';

describe('JSON Schema', () => {
  it('is there for every type, with the fields of the contract and no others', () => {
    const schemas = jsonSchemas();
    for (const [name, { fields }] of Object.entries(sisRecords)) {
      const data = schemas[`homeroom.sis.${name}.v1`]?.properties?.['data'];
      if (typeof data !== 'object') throw new Error(`No schema of ${name}.`);
      const required = Object.keys(fields).filter((field) => fields[field]?.optional !== true);
      expect([name, data.required?.toSorted()]).toEqual([name, required.sort()]);
      expect(Object.keys(data.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)));
      expect(data.additionalProperties).not.toBe(false);
    }
    expect(Object.keys(schemas)).toHaveLength(Object.keys(sisRecords).length);
  });

  it('says lengths, days and choices', () => {
    expect(jsonSchemas()['homeroom.sis.attendance-recorded.v1']).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        specversion: { const: '1.0' },
        type: { const: 'homeroom.sis.attendance-recorded.v1' },
        time: { format: 'date-time' },
        data: {
          properties: {
            studentId: { type: 'string', minLength: 1, maxLength: 200 },
            date: { format: 'date' },
            status: { enum: ['present', 'absent-excused', 'absent-unexcused', 'tardy', 'early-departure'] },
            portionAbsent: { minimum: 0, maximum: 1 },
          },
        },
      },
    });
  });
});
