import { z } from 'zod';

/** Why a request was not served (RFC 9457). */
export const problemAnswer = z
  .strictObject({
    type: z.string().meta({ description: 'Stable: a URN by the kind of problem', examples: ['urn:homeroom:problem:bad-request'] }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What is wrong and what to do'),
    errors: z
      .array(z.strictObject({ path: z.string(), detail: z.string() }))
      .exactOptional()
      .describe('The fields that are wrong'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
