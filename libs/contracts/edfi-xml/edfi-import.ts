import type { RecordName, SisRecord } from '#libs/domain';
import type { NamedPerson, RefusalReason } from '../native/refusal.js';

/** An element, or one value of it, that was refused. */
export interface EdfiDeadLetter {
  /** The kind of record that it would have been. */
  readonly record: RecordName;
  readonly refusal: {
    readonly reason: RefusalReason;
    /** Names the value, the place and what is expected. */
    readonly message: string;
    /** The element's path below the record, for example `StudentSchoolAssociation/EntryGradeLevel`. */
    readonly path: string;
    readonly found?: string;
    readonly district: string;
    readonly people: readonly NamedPerson[];
  };
  readonly origin: { readonly kind: 'file'; readonly file: string; readonly line: number };
  /** The element as XML text, without namespaces and comments. */
  readonly original: Uint8Array;
}

export type EdfiItem =
  { readonly kind: 'record'; readonly record: SisRecord } | { readonly kind: 'dead-letter'; readonly deadLetter: EdfiDeadLetter };

/** What became of the elements of one kind of record. */
export interface EdfiRecordCount {
  /** Source elements. */
  read: number;
  /** Records given out. */
  emitted: number;
  deadLettered: number;
}

/** What an import read and left; complete when its records have been drawn. */
export interface EdfiReport {
  /** Files found, by ascending name, also those that failed. */
  readonly files: readonly string[];
  /** Files that could not be read; nothing of them was taken. */
  readonly failedFiles: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  /** Source elements by kind of element, of the kinds that are mapped. */
  readonly read: Readonly<Record<string, number>>;
  /** Source elements by kind of element, of the kinds that are not. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly records: { readonly [name in RecordName]?: Readonly<EdfiRecordCount> };
  /** What is odd but no reason to refuse, by what it is; the first case as an example. */
  readonly warnings: Readonly<Record<string, { readonly count: number; readonly example: string }>>;
}

/** The import cannot begin: no folder, no files. The message says what to do. */
export class EdfiFolderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EdfiFolderError';
  }
}
