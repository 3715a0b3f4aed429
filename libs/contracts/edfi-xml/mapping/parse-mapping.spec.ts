import { describe, expect, it } from '@jest/globals';
import { defaultEdfiMapping, EdfiMappingError, parseEdfiMapping } from '#libs/contracts';

const parse = (own: unknown) => parseEdfiMapping(JSON.stringify(own, null, 2), 'lincoln.json');

describe('a district’s own mapping', () => {
  it('replaces the tables that it names, each as a whole; the others stay as they are shipped', () => {
    const categories = [{ category: 'Here', status: 'present' }];
    const mapping = parse({ attendance: { categories }, communityTypes: ['House'] });
    expect(mapping).toEqual({
      ...defaultEdfiMapping,
      attendance: { ...defaultEdfiMapping.attendance, categories },
      communityTypes: ['House'],
    });
  });

  it('can say everything that the shipped one says', () => {
    expect(parse(defaultEdfiMapping)).toEqual(defaultEdfiMapping);
    expect(parse({})).toEqual(defaultEdfiMapping);
  });

  it('that cannot be used is refused with the line and the place of everything that is wrong', () => {
    const wrong = {
      gradeLevels: { 'Grade 13': '13' },
      attendance: { categories: [{ category: 'Here', status: 'there' }] },
      marks: {
        letterBands: [
          { from: 60, letter: 'D' },
          { from: 90, letter: 'A' },
        ],
      },
      attendence: {},
    };
    expect(() => parse(wrong)).toThrow(EdfiMappingError);
    expect(() => parse(wrong)).toThrow(
      /^lincoln\.json is no mapping of Ed-Fi values:\n {2}line 3, gradeLevels\.Grade 13: .*\n {2}line 9, attendance\.categories\[0\]\.status: .*\n {2}line 14, marks\.letterBands: expected the highest band first\n {2}line 1, the whole: Unrecognized key: "attendence"$/,
    );
    expect(() => parse({ marks: { letterBands: [{ from: 90, letter: 'E' }] } })).toThrow(/expected A to D or F, with \+ or -/);
    expect(() => parse({ staff: { openFrom: '2000' } })).toThrow(/expected a date such as 2000-07-01/);
    expect(() => parseEdfiMapping('{', 'lincoln.json')).toThrow(/lincoln\.json, line 1, is not JSON/);
  });
});
