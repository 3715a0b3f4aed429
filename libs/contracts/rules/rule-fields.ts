import { z } from 'zod';

const NAME_LENGTH = 100;
const TEXT_LENGTH = 500;
const MOST_ENTRIES = 50;

/** May be left out, but is never null or undefined. */
export const optional = <Schema extends z.ZodType>(schema: Schema): z.ZodExactOptional<Schema> => z.exactOptional(schema);

/** A sentence for people. */
export const text = z.string().trim().min(1).max(TEXT_LENGTH);

/** One to fifty of them. */
export const some = <Schema extends z.ZodType>(item: Schema) => z.array(item).min(1).max(MOST_ENTRIES).readonly();

/** What programs call it. */
export const name = z
  .string()
  .max(NAME_LENGTH)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');

/** Changes with every change of the rules. */
export const version = z.string().trim().min(1).max(NAME_LENGTH);
