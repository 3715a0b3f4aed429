import { DAYS_IN_SCHOOL_YEAR, addDays, dateAt, firstDayOf, lastDayOf } from '#libs/domain';
import { fc } from '@fast-check/jest';

/** A field of a record as the contract's table describes it, said a second time so that the schemas are held against it. */
export interface SisField {
  readonly kind: 'id' | 'date' | 'leaving-date' | 'day' | 'year' | 'choice' | 'text' | 'number' | 'flag' | 'list' | 'map';
  readonly optional?: true;
  /** Valid values in a school year. */
  readonly values: (schoolYear: number) => fc.Arbitrary<unknown>;
}

const characters = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcXYZ0189-_.:') },
  { weight: 1, arbitrary: fc.constantFrom('/', '%', ' ', 'é', '😀', '"', '\\', '\u0000', '\n') },
);

/** Ids as districts have them, and odd ones. */
export const ids = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: characters, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(200), '😀'.repeat(200), '__proto__', 'null') },
);

function lastIndex(year: number): number {
  return dateAt(DAYS_IN_SCHOOL_YEAR - 1, year) === lastDayOf(year) ? DAYS_IN_SCHOOL_YEAR - 1 : DAYS_IN_SCHOOL_YEAR - 2;
}

const daysOf = (year: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: lastIndex(year) }).map((index) => dateAt(index, year)) },
    { weight: 1, arbitrary: fc.constantFrom(firstDayOf(year), lastDayOf(year)) },
  );

export const id: SisField = { kind: 'id', values: () => ids };
/** A day of the school year. */
export const date: SisField = { kind: 'date', values: daysOf };
/** A day of the school year or the July 1 after it. */
export const leavingDate: SisField = {
  kind: 'leaving-date',
  values: (year) => fc.oneof({ weight: 9, arbitrary: daysOf(year) }, { weight: 1, arbitrary: fc.constant(addDays(lastDayOf(year), 1)) }),
};
/** Any day that exists. */
export const day: SisField = { kind: 'day', values: () => fc.integer({ min: 1900, max: 2100 }).chain(daysOf) };
export const anyYear: SisField = { kind: 'year', values: () => fc.integer({ min: 1990, max: 2040 }) };
export const text: SisField = { kind: 'text', values: () => fc.string({ unit: characters, maxLength: 30 }) };
export const name: SisField = { kind: 'text', values: () => fc.string({ unit: characters, minLength: 1, maxLength: 30 }) };
export const flag: SisField = { kind: 'flag', values: () => fc.boolean() };
export const amount: SisField = { kind: 'number', values: () => fc.double({ min: 0, max: 1e6, noNaN: true }) };
export const count: SisField = { kind: 'number', values: () => fc.nat(500) };

export const choice = (values: readonly string[]): SisField => ({ kind: 'choice', values: () => fc.constantFrom(...values) });
export const between = (min: number, max: number): SisField => ({
  kind: 'number',
  values: () => fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true })),
});
export const list = (of: SisField, maxLength = 5): SisField => ({
  kind: 'list',
  values: (year) => fc.array(of.values(year), { maxLength }),
});
export const textMap: SisField = { kind: 'map', values: () => fc.dictionary(fc.string({ unit: characters, maxLength: 9 }), fc.string()) };
export const optional = (field: SisField): SisField => ({ ...field, optional: true });
