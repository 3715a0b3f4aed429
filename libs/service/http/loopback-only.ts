import { isIPv4 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationError } from '../configuration.js';
import { PROBLEM_TYPE, problemOf } from './problem.js';

/** There is no sign-in, so nobody but this machine may ask. @throws ConfigurationError for an address that others can reach. */
export function requireLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new ConfigurationError(
    `HOST: found ${JSON.stringify(host)}, expected 127.0.0.1, ::1 or localhost. This version has no sign-in, so that everybody who ` +
      'reaches the address could read the records of every student: it serves this machine only.',
  );
}

/**
 * Refuses what a web page of somebody else could send through the browser of this machine: requests under another name (a name
 * that was made to point here) and requests of other origins.
 */
export async function refuseStrangers(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const refusal = misdirected(request) ?? foreign(request);
  return refusal === null ? undefined : reply.status(refusal.status).type(PROBLEM_TYPE).send(refusal);
}

function misdirected({ headers }: FastifyRequest): ReturnType<typeof problemOf> | null {
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(name) ? null : problemOf(421, 'This server answers to localhost only.');
}

function foreign({ headers, method }: FastifyRequest): ReturnType<typeof problemOf> | null {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'] ?? 'none';
  const isOwn = (origin === undefined || origin === `http://${host}`) && (site === 'none' || site === 'same-origin');
  // Following a link from elsewhere shows the page to whoever sits here, and tells the other side nothing.
  const isLink = method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isOwn || isLink ? null : problemOf(403, 'Requests from other web pages are refused.');
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}
