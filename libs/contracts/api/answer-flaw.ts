import type { ApiOperation } from './operation.js';
import { problemsOf } from './open-api-paths.js';
import { problemAnswer } from './problem.answer.js';

/** How an answer differs from what is declared for its operation; null where it does not. */
export function answerFlaw(operation: ApiOperation, status: number, body: unknown): string | null {
  if (status !== 200 && !problemsOf(operation).includes(status)) return `answered ${status}, which is not declared`;
  const { error } = (status === 200 ? operation.answer : problemAnswer).safeParse(body);
  if (error === undefined) return null;
  const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return `answered ${status} otherwise than declared: ${issues.join('; ')}`;
}
