import { createDocument } from 'zod-openapi';
import { apiTags } from './operation.js';
import { openApiPaths } from './open-api-paths.js';
import { noticeWebhook } from './open-api-webhooks.js';
import { plainSchema } from './plain-schema.js';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** Of what the document describes, not of the program: rises when something is added, its first number when something is broken. */
const API_VERSION = '1.0.0';

const DESCRIPTION = `What Homeroom knows of students, communities and alerts, and what people do about them.

- There is no sign-in yet: the server listens on this machine only and refuses requests of other web pages (403) or under another
  host name (421). Who does something is named in the body, by the district's id of the member of staff.
- Fields may be added to an answer: ignore those that you do not know. A parameter or a field of a body that is not known is refused.
- Lists come in pages: send the \`next\` of an answer back as \`cursor\`, until it is null.
- What goes wrong is answered as \`application/problem+json\` (RFC 9457).
- Answers hold what is known of people: none may be kept in a cache.`;

/** The HTTP API as OpenAPI 3.1, made of the schemas by which requests are checked and answers are typed. */
export function openApi(): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Homeroom',
        version: API_VERSION,
        summary: 'Early warning for small learning communities',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'The process that serves this document' }],
      security: [],
      tags: Object.entries(apiTags).map(([name, description]) => ({ name, description })),
      paths: openApiPaths(),
      webhooks: { notice: { post: noticeWebhook } },
    },
    { override: plainSchema },
  );
}
