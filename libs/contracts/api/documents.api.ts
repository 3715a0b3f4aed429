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
];
