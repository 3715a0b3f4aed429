import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { HttpAppOptions } from './http-app.js';

/**
 * A Nest application on Fastify as every service of this system is set up; not yet initialized. Nest is loaded when it is needed:
 * commands that only read the settings start faster without.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  logger: Logger,
  options: HttpAppOptions = {},
): Promise<NestFastifyApplication> {
  const { newHttpApp } = await import('./http-app.js');
  return newHttpApp(module, logger, options);
}
