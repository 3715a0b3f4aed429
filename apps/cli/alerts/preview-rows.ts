import type { NoticeFigures, PreviewedWeek } from '../../alerting/index.js';
import type { Cell, Column } from '../format/listing.js';

type Figure = readonly [heading: string, of: (figures: NoticeFigures) => Cell];

const figures: readonly Figure[] = [
  ['interrupting', ({ interrupting }) => interrupting],
  ['digest', ({ digest }) => digest],
  ['inbox only', ({ inboxOnly }) => inboxOnly],
  ['nobody told', ({ unowned }) => unowned],
  ['students', ({ students }) => students],
  ['busiest day', ({ busiestDay }) => (busiestDay === null ? null : `${busiestDay.date} (${busiestDay.interrupting})`)],
];

const who: readonly Column<PreviewedWeek>[] = [
  { heading: 'week', cell: ({ week }) => week },
  { heading: 'staff', cell: ({ staff }) => staff ?? 'nobody' },
];

/** Both figures in one cell, so that what would change is seen at once. */
export const previewColumns: readonly Column<PreviewedWeek>[] = [
  ...who,
  ...figures.map(([heading, of]): Column<PreviewedWeek> => ({
    heading,
    align: 'right',
    cell: ({ now, proposed }) => `${of(now) ?? '-'} > ${of(proposed) ?? '-'}`,
  })),
];

export const previewCsvColumns: readonly Column<PreviewedWeek>[] = [
  ...who,
  ...(['now', 'proposed'] as const).flatMap((side) =>
    figures.map(([heading, of]): Column<PreviewedWeek> => ({ heading: `${side} ${heading}`, cell: (row) => of(row[side]) })),
  ),
];
