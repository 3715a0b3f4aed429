import { describe, expect, it } from '@jest/globals';
import { sisEvents } from '#libs/testing';
import { fc } from '@fast-check/jest';
import { canonicalContent } from './json-content.js';
import { parseCloudEvent } from './parse-event.js';
import { cloudEventOf } from './write-event.js';

describe('a record', () => {
  it('is written as the event that is read as the same record', () => {
    fc.assert(
      fc.property(sisEvents, (event) => {
        const read = parseCloudEvent(JSON.stringify(event));
        if (!read.ok) throw new Error(read.refusal.message);
        const written = cloudEventOf({ ...read.record, id: String(event['id']) });
        expect(parseCloudEvent(JSON.stringify(written))).toEqual(read);
      }),
    );
  });

  it('has one canonical content whatever the order of its fields, and another for another value', () => {
    expect(canonicalContent({ b: 1, a: [{ z: 0.1, y: -0 }], '€': 'é' })).toBe('{"a":[{"y":0,"z":0.1}],"b":1,"€":"é"}');
    expect(canonicalContent({ a: 1 })).not.toBe(canonicalContent({ a: '1' }));
    expect(() => canonicalContent({ a: Number.NaN })).toThrow(/NaN/);
  });
});
