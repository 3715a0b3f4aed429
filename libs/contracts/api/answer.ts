import type { z } from 'zod';

/**
 * What an answer looks like in the code that makes it. The schema is the one source: it is the type here, the document that is
 * served, and what the real answers are held against in the tests.
 */
export type AnswerOf<Schema extends z.ZodType> = Unchanging<z.output<Schema>>;

type Unchanging<T> = T extends object ? { readonly [Key in keyof T]: Unchanging<T[Key]> } : T;
