import { statusNames } from '#libs/domain';
import { z } from 'zod';

/** Fields that several answers have. */
export const day = z.iso.date();
export const instant = z.string().meta({ format: 'date-time', description: 'UTC' });
export const district = z.string().describe('The id of the district');
export const asOf = day.nullable().describe('The day of the district for which this holds; null before its first one');
export const schoolYear = z.int().describe('Named by its end year: 2026 is July 1, 2025 to June 30, 2026');
export const quantity = z.int().min(0);
export const next = z.string().nullable().describe('The cursor of the next page; null on the last one. A page may be short before that');

/** An id of a person as it is shown. */
export const shownId = z.string().describe('The district’s own id; `erased:` and eight digits once the person was erased');
export const personName = z.string().nullable().describe('null where no name is known');

export const person = z.strictObject({ id: shownId, name: personName }).meta({ id: 'Person' });

export const status = z.enum(statusNames).meta({ id: 'Status' });

export const statusCounts = z.record(z.enum(statusNames), quantity).meta({ id: 'StatusCounts', description: 'Students by status' });
