import helmet from '@fastify/helmet';
import { StandardSchemaValidationPipe, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { NestLogger } from '../logging/nest-logger.js';
import { refuseStrangers } from './loopback-only.js';
import { ProblemError } from './problem.js';
import { ProblemFilter } from './problem.filter.js';

const REQUEST_TIMEOUT_MS = 60_000;
/** Ids of the district have up to 200 characters, percent-encoded up to 12 times as many. */
const LONGEST_ID = 2_400;

/** Everything from here, nothing from elsewhere, nothing inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

export interface HttpAppOptions {
  /** Answers also to who asks from elsewhere: only where no answer holds anything of people. Default false. */
  readonly toAnyone?: boolean;
}

/** What `createHttpApp` makes. */
export async function newHttpApp(
  module: Type | DynamicModule,
  logger: Logger,
  { toAnyone = false }: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    requestTimeout: REQUEST_TIMEOUT_MS,
    // What is being answered is answered; who only keeps a connection open is not waited for.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_ID },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: new NestLogger(logger), abortOnError: false });
  const fastify = app.getHttpAdapter().getInstance();
  if (!toAnyone) fastify.addHook('onRequest', refuseStrangers);
  fastify.addHook('onRequest', keepOutOfCaches);
  fastify.addHook('onResponse', async (request, reply) => logAnswer(logger, request, reply));
  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalidParameters }));
  return app;
}

/** Nearly every answer holds students: no cache keeps one. A route of something public says so itself. */
async function keepOutOfCaches(_: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cache-control', 'no-store');
}

/** The route and not the address: addresses hold ids of people. */
function logAnswer(logger: Logger, { method, routeOptions }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
  logger.debug({ method, route: routeOptions.url ?? null, status: statusCode, ms: Math.round(elapsedTime) }, 'answered');
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

function invalidParameters(issues: readonly Issue[]): ProblemError {
  const errors = issues.map(({ path = [], message }) => ({
    path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    detail: message,
  }));
  const first = errors[0];
  return new ProblemError(400, first === undefined ? 'The request is not as it should be.' : `${first.path}: ${first.detail}`, errors);
}
