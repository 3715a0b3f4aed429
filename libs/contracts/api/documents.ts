import type { answerFlaw } from './answer-flaw.js';
import type { OpenApiDocument } from './open-api.js';
import type { ApiOperation } from './operation.js';

/** The HTTP API as a document. It is made when somebody asks for it, for neither a start nor another request needs it. */
export async function openApiDocument(): Promise<OpenApiDocument> {
  const { openApi } = await import('./open-api.js');
  return openApi();
}

/** The topics as a document, made when somebody asks for it. */
export async function asyncApiDocument(): Promise<Record<string, unknown>> {
  const { asyncApi } = await import('./async-api.js');
  return asyncApi();
}

/** Everything that the HTTP API does, and what tells whether an answer is as declared; loaded when somebody asks. */
export async function apiDeclared(): Promise<{ readonly operations: readonly ApiOperation[]; readonly answerFlaw: typeof answerFlaw }> {
  const [{ operations }, flaw] = await Promise.all([import('./operations.js'), import('./answer-flaw.js')]);
  return { operations, answerFlaw: flaw.answerFlaw };
}
