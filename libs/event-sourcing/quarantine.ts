import { TooManyQuarantinedError } from './event-sourcing.errors.js';
import type { Poison } from './document-fold.js';
import type { Collection, ReadModels } from './read-models.port.js';

/** Why a document is not current: the event that could not be folded into it. Later ones wait. */
export interface Quarantine {
  readonly position: number;
  readonly type: string;
  /** Without personal data: the name of the error, and only what the service lets through of its text. */
  readonly reason: string;
}

/** With more documents than this the fault is in the program, and the projection stops. */
export const MOST_QUARANTINED = 20;
const LONGEST_REASON = 300;

/** What stands in quarantine of a collection, by document; read it beside the documents, which keep their last good body. */
export async function readQuarantine(models: ReadModels, collection: string): Promise<ReadonlyMap<string, Quarantine>> {
  const quarantined = new Map<string, Quarantine>();
  for await (const { id, body } of quarantineCollection(models, collection).all()) quarantined.set(id, body);
  return quarantined;
}

/** Kept beside the collection, not within its documents: a body stays what its projection says, and one that never was can be named. */
export function quarantineCollection(models: ReadModels, collection: string): Collection<Quarantine> {
  return models.collection<Quarantine>({ name: `${collection}.quarantine`, indexes: {} });
}

export function quarantineOf({ event, error }: Poison, reasonOf: (error: unknown) => string): Quarantine {
  return { position: event.position, type: event.type, reason: reasonOf(error).slice(0, LONGEST_REASON) };
}

/** The name of an error; its text may quote data, so it is left out. */
export function nameOfError(error: unknown): string {
  const name: unknown = Object(error).name;
  return typeof name === 'string' && name !== '' ? name : 'an error';
}

/** @throws TooManyQuarantinedError when these would be too many together. */
export function requireFewQuarantined(projection: string, standing: number, more: readonly Quarantine[]): void {
  if (standing + more.length <= MOST_QUARANTINED) return;
  throw new TooManyQuarantinedError(projection, MOST_QUARANTINED, more.at(-1)?.reason ?? 'none is new');
}
