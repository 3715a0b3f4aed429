import { z } from 'zod';
import { refusalReasons } from '../native/refusal.js';

/** What a refused message has beside its own headers when it goes to the dead-letter topic. */
export const deadLetterHeaders = z.object({
  'homeroom-origin': z.string().describe('`topic/partition/offset` where it stood: the same for a letter that is sent twice'),
  'homeroom-reason': z.enum(refusalReasons),
  'homeroom-message': z.string().describe('What is wrong, where, and what to do'),
  'homeroom-path': z.string().exactOptional().describe('The field, for example `data.actions[0].kind`'),
  'homeroom-received-at': z.string().meta({ format: 'date-time' }),
  'homeroom-cut-from-bytes': z.string().exactOptional().describe('How long the message was, where it had to be cut'),
});

export type DeadLetterHeaders = z.output<typeof deadLetterHeaders>;
