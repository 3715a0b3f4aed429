import type { ConditionOutcome, StatusRow } from '#libs/domain';
import type { Column } from '../format/listing.js';

/** Statuses of one day, by the students' keys. */
export interface Statuses {
  readonly asOf: string;
  readonly rows: readonly { readonly key: string; readonly row: StatusRow }[];
}

/** A row as it is printed: the district's own id in place of the key. */
export type PrintedStatus = { readonly studentId: string } & StatusRow;

const place: readonly Column<PrintedStatus>[] = [
  { heading: 'studentId', cell: ({ studentId }) => studentId },
  { heading: 'gradeLevel', cell: ({ gradeLevel }) => gradeLevel },
  { heading: 'schoolId', cell: ({ schoolId }) => schoolId },
  { heading: 'communityId', cell: ({ communityId }) => communityId },
  { heading: 'milestone', cell: ({ milestone }) => milestone },
  { heading: 'status', cell: ({ status }) => status },
];

export const statusColumns: readonly Column<PrintedStatus>[] = [
  ...place,
  { heading: 'conditions', cell: ({ conditions }) => conditions.map(inShort).join(', ') },
];

function inShort({ name, value, result, present, enrolled }: ConditionOutcome): string {
  const days = enrolled === undefined ? '' : ` (${present} of ${enrolled} days)`;
  return `${name} ${value ?? '-'}${days} ${result}`;
}

/** One column for each part of each condition that any of the rows has. */
export function statusCsvColumns(rows: readonly PrintedStatus[]): Column<PrintedStatus>[] {
  const parts = new Map<string, Set<keyof ConditionOutcome>>();
  for (const { conditions } of rows) {
    for (const condition of conditions) {
      const known = parts.get(condition.name) ?? new Set(['value', 'threshold', 'result'] as const);
      if (condition.enrolled !== undefined) known.add('present').add('enrolled');
      parts.set(condition.name, known);
    }
  }
  const flat = [...parts].flatMap(([name, fields]) =>
    [...fields].map((field): Column<PrintedStatus> => ({
      heading: `${name}.${field}`,
      cell: ({ conditions }) => conditions.find((condition) => condition.name === name)?.[field],
    })),
  );
  return [...place, ...flat];
}

/** The row with the district's own id first and each condition in the order in which it is documented. */
export function printedStatus(studentId: string, row: StatusRow): PrintedStatus {
  const conditions = row.conditions.map(({ name, value, threshold, result, ...days }) => ({ name, value, threshold, result, ...days }));
  return { studentId, ...row, conditions };
}
