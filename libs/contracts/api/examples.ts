import { existsSync, readFileSync } from 'node:fs';

/** What was once said between a client and a running system, lists cut to two. Recorded by `npm run api:examples`. */
export interface ApiExample {
  readonly body?: unknown;
  readonly answer: unknown;
}

/** The example of an operation; null where none is recorded. */
export function exampleOf(operationId: string): ApiExample | null {
  return read(operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) as ApiExample | null;
}

/** Events by their name: those of records as the simulator sends them, `status-changed` as it goes out. */
export function eventExample(name: string): Readonly<Record<string, unknown>> | null {
  return (read('events') as Record<string, Record<string, unknown>> | null)?.[name] ?? null;
}

/** The problem that a request was answered with; null where none of this status is recorded. */
export function problemExample(status: number): unknown {
  return (read('problems') as Record<string, unknown> | null)?.[status] ?? null;
}

function read(name: string): unknown {
  const file = new URL(`examples/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
