import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { InvalidCursorError } from '#libs/event-sourcing';
import { StorageFullError, StoreError, StoreLockedError } from '#libs/sqlite';
import { NotReadyError } from './not-ready.js';
import { PROBLEM_TYPE, problemOf, ProblemError, type Problem } from './problem.js';

/** What clients did wrong is explained; what went wrong here is logged and not told. */
const details: Readonly<Record<number, string>> = {
  400: 'The request could not be read: look at its syntax.',
  404: 'There is nothing at this address. /api/districts shows where to begin.',
  405: 'This method is not served at this address.',
  413: 'The body is larger than this address takes: send fewer records at once. All of them together may have 4 MiB.',
  415: 'This kind of content is not taken here: look at the content-type header.',
  429: 'Too many requests at once: wait a little and send it again.',
  500: 'Something went wrong here, and it is in the log. Sending the request again may help.',
};

/** The one place where errors become answers (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemFor(error);
    // A message may quote what was sent, and so a person: in the log stands only what kind of error it was and where.
    const isFailure = problem.status >= 500 && !(error instanceof NotReadyError);
    if (isFailure) this.#logger.error({ error: nameOf(error), ...reasonOf(error), at: placeOf(error) }, 'a request failed');
    void host.switchToHttp().getResponse<FastifyReply>().status(problem.status).type(PROBLEM_TYPE).send(problem);
  }
}

function problemFor(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof StoreError) return problemOf(statusOf(error), error.message);
  if (error instanceof InvalidCursorError) return problemOf(400, error.message);
  const status = error instanceof HttpException ? error.getStatus() : Number(Object(error).statusCode);
  const known = Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
  return problemOf(known, details[known] ?? (known < 500 ? 'The request was refused.' : String(details[500])));
}

/** The message says what is wrong with which file, and what to do. */
function statusOf(error: StoreError): number {
  if (error instanceof StorageFullError) return 507;
  return error instanceof StoreLockedError ? 503 : 500;
}

/** Of what is told to whoever asked, too: trouble with a store, which holds nothing of people. */
function reasonOf(error: unknown): { readonly reason?: string } {
  if (error instanceof ProblemError) return { reason: error.problem.detail };
  return error instanceof StoreError ? { reason: error.message } : {};
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function placeOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
