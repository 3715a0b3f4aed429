import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Most bytes of one request, whose batch is taken in as a whole. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** On a route: its body reaches the handler as the bytes that came, for a refused record is kept as it was. */
export const RAW_BODY = { rawBody: true } as const;

/** Lets bodies of events through as bytes. To be called before the application is initialized. */
export function keepEventBodies(app: NestFastifyApplication): void {
  const parseJson = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  const options = { bodyLimit: MAX_BODY_BYTES };
  for (const type of ['application/cloudevents+json', 'application/cloudevents-batch+json']) {
    app.useBodyParser(type, options, (_, body, done) => done(null, body));
  }
  app.useBodyParser('application/json', options, (request, body, done) => {
    if (keepsBody(request)) done(null, body);
    else void parseJson(request as FastifyRequest, body.toString('utf8'), done);
  });
}

function keepsBody({ routeOptions }: { readonly routeOptions: { readonly config: object } }): boolean {
  return 'rawBody' in routeOptions.config && routeOptions.config.rawBody === true;
}
