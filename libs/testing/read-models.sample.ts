import type { Collection, DocumentWrite, ReadModels } from '#libs/event-sourcing';

/** One store of read models, new for every test. */
export interface ReadModelsHarness {
  /** Opens a further instance on the same documents, as another process would. */
  open(): Promise<ReadModels>;
  remove(): Promise<void>;
}

/** Opens an instance that the contract closes after the test. */
export type OpenReadModels = () => Promise<ReadModels>;

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
