import { STATUS_CODES } from 'node:http';

/** Why a request was not served (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong and what to do. */
  readonly detail: string;
  /** The parameters that are wrong. */
  readonly errors?: readonly ProblemField[];
}

export interface ProblemField {
  readonly path: string;
  readonly detail: string;
}

export const PROBLEM_TYPE = 'application/problem+json';

export function problemOf(status: number, detail: string, errors?: readonly ProblemField[]): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  const type = `urn:homeroom:problem:${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return { type, title, status, detail, ...(errors !== undefined && { errors }) };
}

/** A request that cannot be served as it is; answered as a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(status: number, detail: string, errors?: readonly ProblemField[]) {
    super(detail);
    this.problem = problemOf(status, detail, errors);
  }
}
