import { z } from 'zod';
import { isWithin } from './code-points.js';

const IDENTIFIER_LENGTH = 200;
const TEXT_LENGTH = 500;

/** An id of the district, compared exactly: 1 to 200 characters (code points, as in JSON Schema). One check, for it is the most frequent field. */
export const identifier = z
  .string()
  .check((context) => {
    const id = context.value;
    if (id !== '' && isWithin(id, IDENTIFIER_LENGTH)) return;
    context.issues.push({
      code: 'custom',
      message: `expected an identifier of 1 to ${IDENTIFIER_LENGTH} characters`,
      input: id,
      ...(id !== '' && { params: { reason: 'identifier-too-long' } }),
    });
  })
  .meta({ minLength: 1, maxLength: IDENTIFIER_LENGTH });

/** Something to show to people. */
export const text = z.string().max(TEXT_LENGTH);

/** A day that exists, `YYYY-MM-DD`. */
export const date = z.iso.date();

/** Named by its end year: 2026 is July 1, 2025 to June 30, 2026. */
export const schoolYear = z.int().min(1000).max(9999);

export const count = z.int().min(0);
export const amount = z.number().min(0);

/** Left out or a value, never null: so one content has one form. */
export const optional = <Schema extends z.ZodType>(schema: Schema): z.ZodExactOptional<Schema> => z.exactOptional(schema);
