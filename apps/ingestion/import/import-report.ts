/** What became of the records of one kind, or of all. */
export interface RecordCounts {
  read: number;
  appended: number;
  unchanged: number;
  deadLettered: number;
  /** The part of appended and unchanged that stands on no enrolled day when the import ends. */
  unplaced: number;
}

export interface ImportReport {
  /** By kind of record, for example `attendance-recorded`; what could not be read so far is `unknown`. */
  readonly records: Readonly<Record<string, Readonly<RecordCounts>>>;
  readonly total: Readonly<RecordCounts>;
  /** True where it was stopped before its end: the same command goes on. */
  readonly interrupted: boolean;
}

/** Told after every batch. */
export type ImportProgress = (total: Readonly<RecordCounts>) => void;

export function noRecords(): RecordCounts {
  return { read: 0, appended: 0, unchanged: 0, deadLettered: 0, unplaced: 0 };
}
