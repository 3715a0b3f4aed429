import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { contactBody, contactRetractionBody } from './commands.js';
import { json, type ApiOperation } from './operation.js';
import { districtQuery } from './queries.js';

const keptContact = z
  .strictObject({ contactId: z.string(), changed: z.boolean().describe('False where the same stood already') })
  .meta({ id: 'KeptContact' });

export type KeptContact = AnswerOf<typeof keptContact>;

const kept = { method: 'post', tag: 'students', query: districtQuery, answer: keptContact, problems: [403, 404, 409] } as const;

export const contactsApi: readonly ApiOperation[] = [
  {
    ...kept,
    path: '/api/students/{id}/contacts',
    id: 'recordContact',
    summary: 'Record that an adult was in contact with a student or the family',
    description: 'A client that repeats what it is not sure of gives the contact an id: the same contact is recorded once.',
    body: json(contactBody),
  },
  {
    ...kept,
    path: '/api/students/{id}/contacts/{contact}/retract',
    id: 'retractContact',
    summary: 'Take back a contact that was recorded by mistake',
    body: json(contactRetractionBody),
  },
];
