import { statusNames, type Status } from '#libs/domain';
import type { ReplayedRow } from './replayed-row.js';

type Counts = Readonly<Record<Status, number>>;

/** What other rules would make of a community. Counts take the students enrolled that day. */
export interface ReplayedCommunity {
  /** null: students of none. */
  readonly communityId: string | null;
  readonly students: number;
  readonly inForce: Counts;
  readonly replayed: Counts;
  readonly newlyOffTrack: number;
  readonly noLongerOffTrack: number;
  /** Of all its students together; null where that was not asked for. */
  readonly wentOffTrack: ReplayedRow['wentOffTrack'];
}

/** Sums up students by community, in the order of the communities' ids; who belongs to none comes last. */
export function replayedCommunities(rows: readonly ReplayedRow[]): ReplayedCommunity[] {
  const byCommunity = Map.groupBy(
    rows.filter(({ enrolled }) => enrolled),
    ({ inForce }) => inForce.communityId,
  );
  return [...byCommunity].map(([communityId, students]) => summed(communityId, students)).sort(byId);
}

function summed(communityId: string | null, students: readonly ReplayedRow[]): ReplayedCommunity {
  const isOff = ({ status }: ReplayedRow['inForce']): boolean => status === 'off-track';
  return {
    communityId,
    students: students.length,
    inForce: countsOf(students.map(({ inForce }) => inForce.status)),
    replayed: countsOf(students.map(({ replayed }) => replayed.status)),
    newlyOffTrack: students.filter(({ inForce, replayed }) => isOff(replayed) && !isOff(inForce)).length,
    noLongerOffTrack: students.filter(({ inForce, replayed }) => isOff(inForce) && !isOff(replayed)).length,
    wentOffTrack: students.map(({ wentOffTrack }) => wentOffTrack).reduce(plus),
  };
}

function plus(a: ReplayedRow['wentOffTrack'], b: ReplayedRow['wentOffTrack']): ReplayedRow['wentOffTrack'] {
  return a === null || b === null ? null : { recorded: a.recorded + b.recorded, replayed: a.replayed + b.replayed };
}

function countsOf(statuses: readonly Status[]): Counts {
  const counts = Object.fromEntries(statusNames.map((name) => [name, 0])) as Record<Status, number>;
  for (const status of statuses) counts[status] += 1;
  return counts;
}

function byId({ communityId: a }: ReplayedCommunity, { communityId: b }: ReplayedCommunity): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}
