import type { Status } from '#libs/domain';
import { differingConditions, type DifferingCondition, type ReplayedRow } from '#libs/replay';
import type { Column } from '../format/listing.js';

/** A student as it is printed: what stands, what would stand, and the conditions that make the difference. */
export interface PrintedStudent {
  readonly studentId: string;
  readonly gradeLevel: string;
  readonly schoolId: string;
  readonly communityId: string | null;
  readonly rulesInForce: string;
  readonly milestone: string | null;
  readonly status: Status;
  readonly replayedMilestone: string | null;
  readonly replayedStatus: Status;
  readonly conditions: readonly DifferingCondition[];
  readonly wentOffTrack?: { readonly recorded: number; readonly replayed: number };
}

type StudentColumn = Column<PrintedStudent>;

export function printedStudent(studentId: string, row: ReplayedRow): PrintedStudent {
  const { rulesInForce, inForce, replayed, wentOffTrack } = row;
  const { gradeLevel, schoolId, communityId, milestone, status } = inForce;
  return {
    studentId,
    gradeLevel,
    schoolId,
    communityId,
    rulesInForce,
    milestone,
    status,
    replayedMilestone: replayed.milestone,
    replayedStatus: replayed.status,
    conditions: differingConditions(row),
    ...(wentOffTrack !== null && { wentOffTrack }),
  };
}

/** @param counted whether transitions were asked for. */
export function studentColumns(counted: boolean): StudentColumn[] {
  return [
    ...place,
    { heading: 'status', cell: ({ status }) => status },
    { heading: 'would be', cell: ({ replayedStatus }) => replayedStatus },
    ...(counted ? [transitions] : []),
    { heading: 'because', cell: inShort },
  ];
}

/** The conditions in one field, as JSON: which there are depends on the rules. */
export function studentCsvColumns(counted: boolean): StudentColumn[] {
  return [
    ...place,
    { heading: 'rulesInForce', cell: ({ rulesInForce }) => rulesInForce },
    { heading: 'milestone', cell: ({ milestone }) => milestone },
    { heading: 'status', cell: ({ status }) => status },
    { heading: 'replayedMilestone', cell: ({ replayedMilestone }) => replayedMilestone },
    { heading: 'replayedStatus', cell: ({ replayedStatus }) => replayedStatus },
    ...(counted ? transitionCounts : []),
    { heading: 'conditions', cell: ({ conditions }) => JSON.stringify(conditions) },
  ];
}

const place: readonly StudentColumn[] = [
  { heading: 'studentId', cell: ({ studentId }) => studentId },
  { heading: 'gradeLevel', cell: ({ gradeLevel }) => gradeLevel },
  { heading: 'schoolId', cell: ({ schoolId }) => schoolId },
  { heading: 'communityId', cell: ({ communityId }) => communityId },
];

const transitions: StudentColumn = {
  heading: 'wentOffTrack',
  cell: ({ wentOffTrack }) => `${wentOffTrack?.recorded} -> ${wentOffTrack?.replayed}`,
  align: 'right',
};

const transitionCounts: readonly StudentColumn[] = [
  { heading: 'wentOffTrack.recorded', cell: ({ wentOffTrack }) => wentOffTrack?.recorded },
  { heading: 'wentOffTrack.replayed', cell: ({ wentOffTrack }) => wentOffTrack?.replayed },
];

function inShort({ milestone, replayedMilestone, conditions }: PrintedStudent): string {
  const without = replayedMilestone === null ? ['no rules for this grade'] : milestone === null ? ['no rules in force for this grade'] : [];
  return [...without, ...conditions.map(conditionInShort)].join(', ');
}

function conditionInShort({ rules, name, value, threshold, result }: DifferingCondition): string {
  const which = rules === 'replayed' ? '' : ' in force';
  return `${name} ${value ?? '-'} (threshold${which} ${threshold}) ${result}`;
}
