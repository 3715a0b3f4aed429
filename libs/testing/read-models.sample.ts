import type { Collection, DocumentWrite, ReadModels } from '#libs/event-sourcing';

/** A document such as the contract stores. */
export interface Pupil {
  readonly school?: string | null;
  readonly rank?: number | string | null;
  readonly name?: string;
  readonly marks?: readonly number[];
}

export const PUPILS = { name: 'pupils', indexes: { bySchool: ['school'], byRank: ['school', 'rank'] } } as const;

export function pupilsOf(models: ReadModels): Collection<Pupil> {
  return models.collection<Pupil>(PUPILS);
}

/** A first write of a document. */
export function created(id: string, body: Pupil, position = 1): DocumentWrite<Pupil> {
  return { id, previous: null, position, body };
}
