import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../settings.js';
import { StartError } from '../start-error.js';

/** The address cannot be listened on: which one, why, and what to set. */
export class AddressError extends StartError {
  override readonly name = 'AddressError';
}

/** Where to listen; port 0 is any free one. */
export type Address = Pick<Settings, 'HOST' | 'PORT'>;

/** @returns the URL it answers at, with the port that was found. @throws AddressError */
export async function listen(app: NestFastifyApplication, { HOST: host, PORT: port }: Address): Promise<string> {
  try {
    await app.init();
    // Not Nest's own `listen`, which logs an error of its own for what is explained below.
    return await app.getHttpAdapter().getInstance().listen({ port, host });
  } catch (error) {
    const advice = adviceFor(Object(error).code, host, port);
    throw advice === null ? error : new AddressError(advice, { cause: error });
  }
}

function adviceFor(code: unknown, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} on ${host} is in use by another program: stop that one, or set PORT to another number, or to 0 for any free one.`;
    case 'EACCES':
      return `PORT: this user may not listen on ${port}: set PORT to a number from 1024 on, or to 0 for any free one.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: ${JSON.stringify(host)} is no address of this machine: set HOST to 127.0.0.1.`;
    default:
      return null;
  }
}
