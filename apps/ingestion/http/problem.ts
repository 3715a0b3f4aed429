import type { Refusal, RefusalReason } from '#libs/contracts';
import { StorageFullError, StoreLockedError, StoreUnavailableError } from '#libs/event-store';
import { ProblemError } from '#libs/service';
import { StreamContentionError } from '../intake/fact-appender.js';
import { IntakeBusyError } from '../intake/intake-queue.js';

const statusOf: { readonly [reason in RefusalReason]?: number } = { unparseable: 400, 'too-large': 413, 'unsupported-content-type': 415 };

const passing = [IntakeBusyError, StreamContentionError, StoreLockedError, StoreUnavailableError] as const;

/** A request whose whole body was refused. */
export function problemOfRefusal({ reason, message, path }: Refusal): ProblemError {
  return new ProblemError(statusOf[reason] ?? 422, message, path === undefined ? [] : [{ path, detail: message }]);
}

/** Trouble that passes: nothing of the request is lost when it is sent again. null for any other error. */
export function problemOfTrouble(error: unknown): ProblemError | null {
  if (error instanceof StorageFullError) return new ProblemError(507, error.message);
  const passes = passing.some((kind) => error instanceof kind);
  return passes && error instanceof Error ? new ProblemError(503, error.message) : null;
}
