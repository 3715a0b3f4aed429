import type { Status } from '#libs/domain';

/** Students by their status. */
export type StatusCounts = Readonly<Record<Status, number>>;

export const noCounts: StatusCounts = { 'on-track': 0, 'at-risk': 0, 'insufficient-data': 0, 'off-track': 0 };

/** The counts of both together. */
export function addCounts(a: StatusCounts, b: StatusCounts): StatusCounts {
  return {
    'on-track': a['on-track'] + b['on-track'],
    'at-risk': a['at-risk'] + b['at-risk'],
    'insufficient-data': a['insufficient-data'] + b['insufficient-data'],
    'off-track': a['off-track'] + b['off-track'],
  };
}
