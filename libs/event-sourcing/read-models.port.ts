/** A document as stored: `position` is that of the last event folded into it. */
export interface StoredDocument<T> {
  readonly id: string;
  readonly position: number;
  readonly body: T;
}

/**
 * What to write. `previous` is the position that the stored document must have; null: there never was one.
 *
 * A document that was removed keeps its position, for ever: whoever writes it again gives that one. Else a writer that was held up
 * while a document came and went would begin it anew.
 */
export interface DocumentWrite<T> {
  readonly id: string;
  readonly previous: number | null;
  readonly position: number;
  /** null removes the document, but for its position. */
  readonly body: T | null;
}

/** A field of the body by which documents are found, or several that are compared together. */
export type IndexFields = readonly string[];

/** Declared beside the query it serves. Fields are top-level names of the body; values are strings, numbers or null. */
export interface CollectionDefinition {
  readonly name: string;
  readonly indexes: Readonly<Record<string, IndexFields>>;
}

export type IndexValue = string | number | null;

export interface FindOptions {
  readonly index: string;
  /** Exact values of the index's first fields: all, some or none of them. */
  readonly equals: readonly IndexValue[];
  /** Order of the remaining index fields, then of the id: null, numbers, strings by code point; default ascending. */
  readonly order?: 'ascending' | 'descending';
  /** A cursor from an earlier page of the same query; any other is an `InvalidCursorError`. */
  readonly after?: string;
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
}

export interface CountOptions extends Pick<FindOptions, 'index' | 'equals'> {
  /** 1 to 100,000: counting ends there. */
  readonly most: number;
}

export interface Page<T> {
  readonly documents: readonly StoredDocument<T>[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** A cursor that this query did not hand out; whoever took it from a request answers that the request is wrong. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/**
 * Documents of one collection. Writes are guarded: a document is replaced only where `previous` matches.
 *
 * Bodies are JSON objects of at most 4 MiB, copied in and out; ids are 1 to 1,000 characters; a call takes at most 10,000 documents.
 */
export interface Collection<T> {
  get(id: string): Promise<StoredDocument<T> | null>;
  /** Those that exist, each once, in the order asked for. */
  getMany(ids: readonly string[]): Promise<readonly StoredDocument<T>[]>;
  /** The same, and those that were removed: their body is null, their position that of the removal. */
  getManyWithRemoved(ids: readonly string[]): Promise<readonly StoredDocument<T | null>[]>;
  find(options: FindOptions): Promise<Page<T>>;
  /** Every document in order of id, from behind the one given; a document changed meanwhile is seen old or new, once. */
  all(after?: string): AsyncIterable<StoredDocument<T>>;
  /** All documents; or those that `find` would find, by the index alone, and `most` where there are more. */
  count(some?: CountOptions): Promise<number>;
  /**
   * Ids of the documents whose guard did not match; all others are written when this resolves. A crash in between may leave a part.
   * What is written later (a checkpoint) is never there without what was written before it, whatever dies.
   */
  write(writes: readonly DocumentWrite<T>[]): Promise<readonly string[]>;
}

/** A right to work, held by one process at a time and kept by renewing it. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Counted by the holder: whoever waits sees by another figure that the holder lives. No clock is compared with another's. */
  readonly renewal: number;
}

/** Documents that can be thrown away and folded again, with the progress of each projection. */
export abstract class ReadModels {
  abstract readonly versions: ModelVersions;

  /** Same name, same definition: the collection and its indexes are made when missing, at the latest by the first call on it. */
  abstract collection<T>(definition: CollectionDefinition): Collection<T>;

  /** Last position folded by a projection; 0 when it never ran. */
  abstract checkpoint(projection: string): Promise<number>;

  /** Moves a checkpoint from `previous`; false (and no change) when it does not stand there. */
  abstract advance(projection: string, previous: number, position: number): Promise<boolean>;

  /**
   * Stores the lease where none of that name stands, where its holder has it already, or where the abandoned one still stands exactly.
   * Returns the one that stands then, whose holder may be somebody else.
   * @param abandoned the lease of a holder that has not renewed it for so long that it cannot live any more; the caller judges.
   */
  abstract acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease>;

  /** Gives the lease up; nothing happens where another one holds it. */
  abstract releaseLease(name: string, holder: string): Promise<void>;

  abstract close(): Promise<void>;
}

/** Collections and checkpoints that are folded, and replaced, together. */
export interface ReadModel {
  readonly name: string;
  /** First words of the names of its collections and checkpoints: what follows behind a dot or an @ goes with them. */
  readonly stems: readonly string[];
  /** Another number where documents of before cannot stand beside those that are folded now; from 1. */
  readonly form: number;
}

/** What somebody reads or writes was replaced by a version that was folded anew: go on from how that one stands. */
export class ModelsReplacedError extends Error {
  override readonly name = 'ModelsReplacedError';
}

/** New versions of some read models, beside those that everybody reads. */
export interface ModelsDraft {
  /** The new versions, and what stands of all others. */
  readonly models: ReadModels;
  /**
   * Lets everybody read the new versions, all at one moment, and removes the old ones once nobody can still read them.
   * @param onPublished called in between.
   * @throws ModelsReplacedError, and nothing is changed, where another draft was begun.
   */
  publish(onPublished?: () => void | Promise<void>): Promise<void>;
  /** Removes the new versions; the old ones stand as before. */
  discard(): Promise<void>;
}

/** In which versions read models stand. */
export interface ModelVersions {
  /** Read models for one who writes: as they stand now. Once a version was replaced each call on it is a `ModelsReplacedError`. */
  standing(): Promise<ReadModels>;
  /** @throws ModelsReplacedError where `standing` has handed out these models and they stand no more. */
  requireStanding(): Promise<void>;
  /** The form of the documents of a read model; 1 where it was never said. */
  form(model: string): Promise<number>;
  /** Says the form of a read model that has no documents yet. */
  noteForm(model: string, form: number): Promise<void>;
  /**
   * Begins a draft in the place of any other, which was left by who died over it, and removes what that one has left.
   * The caller sees to it that one begins at a time.
   */
  begin(models: readonly ReadModel[]): Promise<ModelsDraft>;
}
