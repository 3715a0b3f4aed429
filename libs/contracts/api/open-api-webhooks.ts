import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { exampleOf } from './examples.js';
import { noticeBodySchema } from '../webhooks/notice-body.js';

/** What an endpoint of a district is posted (Standard Webhooks). */
export const noticeWebhook: ZodOpenApiOperationObject = {
  operationId: 'receiveNotice',
  tags: ['alerts'],
  summary: 'Something waits for a member of staff',
  description:
    'Signed as Standard Webhooks say, with the secret that `homeroom webhooks add` prints once. It names no student and no indicator; ' +
    'the same message may come twice, under the same `webhook-id`.',
  requestParams: {
    header: z.object({
      'webhook-id': z.string().describe('The same for every try'),
      'webhook-timestamp': z.string().regex(/^\d+$/).describe('When it was sent, in seconds since 1970'),
      'webhook-signature': z
        .string()
        .describe('One or several, apart by spaces: `v1,` and the HMAC-SHA256 of id, timestamp and body, apart by dots, in base64'),
    }),
  },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: noticeBodySchema.meta({ id: 'Notice' }), example: exampleOf('notice')?.body } },
  },
  responses: {
    '2XX': { description: 'Delivered.' },
    '410': { description: 'The endpoint is gone for good: nothing more is sent to it.' },
    '429': { description: 'Later: `Retry-After` is obeyed, up to a day.' },
    '5XX': { description: 'It is tried again, as `Retry-After` says or ever more seldom.' },
  },
};
