import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type {
  ZodOpenApiContentObject,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { identifier } from '../native/fields.js';
import { exampleOf, problemExample } from './examples.js';
import type { ApiOperation } from './operation.js';
import { operations } from './operations.js';
import { problemAnswer } from './problem.answer.js';

/** Every operation by its path and method. */
export function openApiPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  return paths;
}

/** The statuses of the problems that an operation may answer, in order. */
export function problemsOf({ path, query, body, problems = [] }: ApiOperation): number[] {
  const anyOf = [403, 421, 500];
  const asked = query === undefined && body === undefined ? [] : [400];
  const named = path.includes('{') || (query !== undefined && 'district' in query.shape) ? [404] : [];
  return [...new Set([...anyOf, ...asked, ...named, ...problems])].sort((a, b) => a - b);
}

function operationObject(operation: ApiOperation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, path, query, body } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...((names.length > 0 || query !== undefined) && {
      requestParams: {
        ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, namedBy(path, name)]))) }),
        ...(query !== undefined && { query }),
      },
    }),
    ...(body !== undefined && { requestBody: { required: true, content: bodiesOf(id, body) } }),
    responses: responsesOf(operation),
  };
}

/** What an id in a path names: the word before it says so. */
function namedBy(path: string, name: string): z.ZodType {
  const [, word = ''] = new RegExp(String.raw`/([\w-]+)/\{${name}\}`).exec(path) ?? [];
  const what = whatIsNamed[word];
  return what === undefined ? identifier : identifier.describe(what);
}

const whatIsNamed: Readonly<Record<string, string>> = {
  students: 'The student, by the district’s own id',
  staff: 'The member of staff, by the district’s own id',
  communities: 'The community, by the district’s own id',
  alerts: 'The id of the alert',
  contacts: 'The id of the contact',
  profiles: 'The name of the rules',
};

function bodiesOf(id: string, body: NonNullable<ApiOperation['body']>): ZodOpenApiContentObject {
  const sent = exampleOf(id)?.body;
  const content = Object.entries(body).map(([type, schema]) => {
    const example = type.includes('batch') ? [sent] : sent;
    return [type, { schema, ...(sent !== undefined && { example }) }];
  });
  return Object.fromEntries(content) as ZodOpenApiContentObject;
}

function responsesOf(operation: ApiOperation): ZodOpenApiResponsesObject {
  const example = exampleOf(operation.id)?.answer;
  const media = { schema: operation.answer, ...(example !== undefined && { example }) };
  const answered = { description: 'Answered', content: { 'application/json': media } };
  return { '200': answered, ...Object.fromEntries(problemsOf(operation).map((status) => [String(status), problemResponse(status)])) };
}

/** One object for each status, for a component is recognized by it. */
const responses = new Map<number, ZodOpenApiResponseObject>();

function problemResponse(status: number): ZodOpenApiResponseObject {
  const known = responses.get(status);
  if (known !== undefined) return known;
  const title = STATUS_CODES[status] ?? 'Error';
  const example = problemExample(status);
  const response: ZodOpenApiResponseObject = {
    id: title.replaceAll(/[^A-Za-z]/g, ''),
    description: whenAnswered[status] ?? title,
    content: { 'application/problem+json': { schema: problemAnswer, ...(example !== null && { example }) } },
  };
  responses.set(status, response);
  return response;
}

const whenAnswered: Readonly<Record<number, string>> = {
  400: 'A parameter or a field of the body is not as it should be: `errors` says which.',
  403: 'The request came from another web page, or the member of staff is not assigned to whom it is about.',
  404: 'There is nothing of this id, or no such district.',
  409: 'It does not fit what stands: `detail` says why. Nothing was recorded.',
  413: 'The body is too large.',
  415: 'This kind of content is not taken.',
  421: 'The server answers to localhost only.',
  422: 'The record was refused and is kept as a dead letter.',
  500: 'Something went wrong, and it is in the log.',
  503: 'Not now: send it again later.',
  507: 'The disk is full: nothing was lost, send it again when there is room.',
};
