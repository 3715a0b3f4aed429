import { STATUS_CODES } from 'node:http';
import { StorageFullError, StoreLockedError } from '#libs/event-store';
import type { Refusal, RefusalReason } from '#libs/contracts';
import { StreamContentionError } from '../intake/fact-appender.js';
import { IntakeBusyError } from '../intake/intake-queue.js';

/** Why a request was not served (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly reason: RefusalReason; readonly detail: string; readonly path?: string }[];
}

const statusOf: { readonly [reason in RefusalReason]?: number } = { unparseable: 400, 'too-large': 413, 'unsupported-content-type': 415 };

/** A request whose whole body was refused. */
export function problemOfRefusal({ reason, message, path }: Refusal): Problem {
  const error = { reason, detail: message, ...(path !== undefined && { path }) };
  return { ...problem(statusOf[reason] ?? 422, reason, message), errors: [error] };
}

/** Trouble that passes: nothing of the request is lost when it is sent again. null for any other error. */
export function problemOfTrouble(error: unknown): Problem | null {
  if (error instanceof StorageFullError) return problem(507, 'storage-full', error.message);
  const passes = error instanceof IntakeBusyError || error instanceof StreamContentionError || error instanceof StoreLockedError;
  return passes ? problem(503, 'busy', error.message) : null;
}

function problem(status: number, name: string, detail: string): Problem {
  return { type: `urn:homeroom:problem:${name}`, title: STATUS_CODES[status] ?? 'Error', status, detail };
}
