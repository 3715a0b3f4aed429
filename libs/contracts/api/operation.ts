import type { z } from 'zod';

/** Groups of operations, in the order in which the document shows them. */
export const apiTags = {
  records: 'What a district sends, and what became of it',
  students: 'Students, their status and the reasons for it',
  communities: 'Small learning communities and their counts',
  alerts: 'Warnings: why, to whom, and what came of them',
  staff: 'Who is there for whom, and how they are told',
  rules: 'What students are judged by, and who decided so',
  operations: 'How the system itself is',
} as const;

type ApiTag = keyof typeof apiTags;

/** One thing that the HTTP API does: a route of a controller, said as data. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'put';
  /** As OpenAPI writes it, `/api/students/{id}`; what stands in braces is an id. */
  readonly path: `/api/${string}`;
  /** Names the operation in generated clients; never changed. */
  readonly id: string;
  readonly tag: ApiTag;
  /** One plain sentence without its full stop. */
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodObject;
  /** Bodies by media type. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  /** Objects in it are `z.strictObject`: in tests an undeclared field is an error. */
  readonly answer: z.ZodType;
  /** Statuses of the problems that it may answer, beside those that any operation may. */
  readonly problems?: readonly number[];
}

/** A body of JSON. */
export function json(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return { 'application/json': schema };
}
