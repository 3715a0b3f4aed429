import { statusNames, type Status } from '#libs/domain';
import type { ReplayedCommunity } from '#libs/replay';
import type { Column } from '../format/listing.js';

type CommunityColumn = Column<ReplayedCommunity>;

const worstFirst = statusNames.toReversed();

/** @param counted whether transitions were asked for. */
export function communityColumns(counted: boolean): CommunityColumn[] {
  return [
    ...first,
    ...worstFirst.map((status): CommunityColumn => ({
      heading: status,
      cell: ({ inForce, replayed }) => `${inForce[status]} -> ${replayed[status]}`,
      align: 'right',
    })),
    ...last,
    ...(counted ? [transitions] : []),
  ];
}

/** A number a column. */
export function communityCsvColumns(counted: boolean): CommunityColumn[] {
  return [
    ...first,
    ...worstFirst.flatMap((status) => [countOf('inForce', status), countOf('replayed', status)]),
    ...last,
    ...(counted ? transitionCounts : []),
  ];
}

const first: readonly CommunityColumn[] = [
  { heading: 'communityId', cell: ({ communityId }) => communityId },
  { heading: 'students', cell: ({ students }) => students, align: 'right' },
];

const last: readonly CommunityColumn[] = [
  { heading: 'newlyOffTrack', cell: ({ newlyOffTrack }) => newlyOffTrack, align: 'right' },
  { heading: 'noLongerOffTrack', cell: ({ noLongerOffTrack }) => noLongerOffTrack, align: 'right' },
];

const transitions: CommunityColumn = {
  heading: 'wentOffTrack',
  cell: ({ wentOffTrack }) => `${wentOffTrack?.recorded} -> ${wentOffTrack?.replayed}`,
  align: 'right',
};

const transitionCounts: readonly CommunityColumn[] = [
  { heading: 'wentOffTrack.recorded', cell: ({ wentOffTrack }) => wentOffTrack?.recorded },
  { heading: 'wentOffTrack.replayed', cell: ({ wentOffTrack }) => wentOffTrack?.replayed },
];

function countOf(rules: 'inForce' | 'replayed', status: Status): CommunityColumn {
  return { heading: `${rules}.${status}`, cell: (community) => community[rules][status] };
}
