import type { FeedOfRecords } from '#libs/directory';
import type { FeedDocument } from '#libs/views';
import type { FeedCounts, SilentSchool } from '../../gateway/index.js';
import type { Column } from '../format/listing.js';

export interface FeedRow extends FeedCounts {
  /** Of those appended: wait for an enrolment; null in a list by days, because they wait today and not on a day. */
  readonly unplaced: number | null;
  readonly lastAttendanceDate: string | null;
  readonly lastSubmittedDate: string | null;
  /** School days of which nothing has come of the school's attendance; null where it has come. */
  readonly silentSchoolDays: number | null;
}

export interface FeedFacts {
  readonly documents: readonly FeedDocument[];
  readonly silent: readonly SilentSchool[];
  readonly unplaced: ((feed: FeedOfRecords) => number) | null;
}

export function rowsOf(counts: readonly FeedCounts[], { documents, silent, unplaced }: FeedFacts): FeedRow[] {
  return counts.map((row) => {
    const document = documents.find(({ schoolId, source }) => schoolId === row.schoolId && source === row.source);
    return {
      ...row,
      unplaced: unplaced === null ? null : unplaced(row),
      lastAttendanceDate: document?.lastAttendanceDate ?? null,
      lastSubmittedDate: document?.lastSubmittedDate ?? null,
      silentSchoolDays: silent.find(({ schoolId }) => schoolId === row.schoolId)?.schoolDaysBehind ?? null,
    };
  });
}

const day: Column<FeedRow> = { heading: 'day', cell: (row) => row.day };
const feed: readonly Column<FeedRow>[] = [
  { heading: 'school', cell: (row) => row.schoolId },
  { heading: 'system', cell: ({ source }) => source?.slice(source.lastIndexOf('/') + 1) },
  { heading: 'record', cell: (row) => row.record ?? 'unknown' },
];
const counted = ['read', 'appended', 'unchanged', 'deadLettered', 'superseded'] as const;
const counts = counted.map((name): Column<FeedRow> => ({ heading: name, cell: (row) => row[name], align: 'right' }));
const retried: Column<FeedRow> = { heading: 'retried', cell: (row) => row.retried, align: 'right' };
const unplaced: Column<FeedRow> = { heading: 'unplaced', cell: (row) => row.unplaced, align: 'right' };
const last: Column<FeedRow> = { heading: 'last', cell: ({ lastRecordedAt }) => lastRecordedAt?.slice(0, 19) };

export function tableColumns(byDay: boolean): readonly Column<FeedRow>[] {
  return byDay ? [day, ...feed, ...counts, retried] : [...feed, ...counts, unplaced, last];
}

export function csvColumns(byDay: boolean): readonly Column<FeedRow>[] {
  return [
    ...(byDay ? [day] : []),
    { heading: 'schoolId', cell: (row) => row.schoolId },
    { heading: 'source', cell: (row) => row.source },
    { heading: 'record', cell: (row) => row.record },
    ...counts,
    retried,
    unplaced,
    { heading: 'lastRecordedAt', cell: (row) => row.lastRecordedAt },
    { heading: 'lastAttendanceDate', cell: (row) => row.lastAttendanceDate },
    { heading: 'lastSubmittedDate', cell: (row) => row.lastSubmittedDate },
    { heading: 'silentSchoolDays', cell: (row) => row.silentSchoolDays, align: 'right' },
  ];
}
