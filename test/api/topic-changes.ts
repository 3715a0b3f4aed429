import { apiChanges, type ApiChanges } from './api-changes.js';

interface Message {
  readonly contentType: string;
  readonly headers?: { readonly required?: readonly string[]; readonly properties?: Readonly<Record<string, object>> };
  readonly payload: object;
}

interface TopicsDocument {
  readonly info: object;
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: Readonly<Record<string, Message>> }>>;
  readonly operations: Readonly<Record<string, { readonly action: 'send' | 'receive'; readonly channel: { readonly $ref: string } }>>;
  readonly components: object;
}

/**
 * What is another in one document of the topics than in the one before it, see `apiChanges`. What a message may say that comes in is judged as
 * the body of a request is, what one says that goes out as an answer is: no comparison that there is knows AsyncAPI 3.
 */
export function topicChanges(before: object, after: object): ApiChanges {
  return apiChanges(asRequests(before as TopicsDocument), asRequests(after as TopicsDocument));
}

function asRequests({ info, channels, operations, components }: TopicsDocument): object {
  const paths: Record<string, object> = {};
  for (const { action, channel } of Object.values(operations)) {
    const { address, messages } = channels[channel.$ref.slice('#/channels/'.length)] ?? { address: channel.$ref, messages: {} };
    for (const [name, message] of Object.entries(messages)) {
      paths[`/${address}/${name}`] = action === 'receive' ? { post: asBody(message) } : { get: asAnswer(message) };
    }
  }
  return { openapi: '3.1.1', info, paths, components };
}

function asBody({ contentType, headers, payload }: Message): object {
  const parameters = Object.entries(headers?.properties ?? {}).map(([name, schema]) => {
    return { in: 'header', name, required: headers?.required?.includes(name) ?? false, schema };
  });
  return { parameters, requestBody: { required: true, content: { [contentType]: { schema: payload } } }, responses: {} };
}

function asAnswer({ contentType, headers = {}, payload }: Message): object {
  const schema = { type: 'object', required: ['headers', 'payload'], properties: { headers, payload } };
  return { responses: { '200': { description: 'Sent', content: { [contentType]: { schema } } } } };
}
