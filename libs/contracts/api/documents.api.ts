import { z } from 'zod';
import type { ApiOperation } from './operation.js';

export const documentsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    id: 'showOpenApi',
    tag: 'operations',
    summary: 'This document',
    answer: z.looseObject({ openapi: z.string() }),
  },
  {
    method: 'get',
    path: '/api/asyncapi.json',
    id: 'showAsyncApi',
    tag: 'operations',
    summary: 'The topics on Kafka, as AsyncAPI 3',
    answer: z.looseObject({ asyncapi: z.string() }),
  },
];
