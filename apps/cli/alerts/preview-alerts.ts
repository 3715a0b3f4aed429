import type { TriggerSet } from '#libs/domain';
import type { Embedded } from '../../standalone/index.js';
import type { NoticeFigures, PreviewedWeek } from '../../alerting/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { labelsOf } from '../folder/person-labels.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { UsageError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { dateOption } from '../terminal/values.js';
import { chosenSet } from '../triggers/trigger-sets.js';
import { previewColumns, previewCsvColumns } from './preview-rows.js';

interface PreviewCommand {
  /** A file, or the name of a shipped set. */
  readonly triggers: string;
  readonly from: string;
  readonly to: string;
  readonly district?: string | undefined;
  readonly format: Format;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Says how many notices each member of staff would have had under other triggers; nothing is recorded and nobody is told. */
export async function previewTriggers(terminal: Terminal, command: PreviewCommand): Promise<void> {
  const period = periodOf(command);
  const { set } = await chosenSet(command.triggers);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    await bringUpToDate(terminal, embedded);
    const weeks = await preview(terminal, embedded, { district, period, proposed: set });
    const labelOf = await labelsOf(
      embedded.directory,
      weeks.flatMap(({ staff }) => staff ?? []),
    );
    await printListing(terminal, command.format, {
      rows: weeks.map((row) => ({ ...row, staff: row.staff === null ? null : labelOf(row.staff) })).sort(inOrder),
      columns: previewColumns,
      csv: previewCsvColumns,
      caption: captionOf(set, period, weeks),
      empty: `Nobody was told of anything from ${period.from} to ${period.to}, and nobody would have been.`,
    });
  });
}

function periodOf(command: PreviewCommand): Period {
  const period = { from: dateOption('--from', command.from), to: dateOption('--to', command.to) };
  if (period.from <= period.to) return period;
  throw new UsageError(`--from ${period.from} lies after --to ${period.to}: expected a day before it, or the same.`);
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** By week, then by the district's own id; nobody comes last. */
function inOrder(a: PreviewedWeek, b: PreviewedWeek): number {
  return compare(a.week, b.week) || Number(a.staff === null) - Number(b.staff === null) || compare(a.staff ?? '', b.staff ?? '');
}

async function preview(
  terminal: Terminal,
  { store, log }: Embedded,
  request: { readonly district: string; readonly period: Period; readonly proposed: TriggerSet },
): Promise<PreviewedWeek[]> {
  const { previewAlerts } = await import('../../alerting/index.js');
  const { signal } = terminal;
  return withProgress(terminal, 'Reading the past', (progress) =>
    previewAlerts({ store, log }, { ...request, signal, onProgress: (position, head) => progress.update(position, head) }),
  );
}

function captionOf({ name, version }: TriggerSet, { from, to }: Period, weeks: readonly PreviewedWeek[]): string {
  const sum = (of: (week: PreviewedWeek) => NoticeFigures): string => {
    const interrupting = weeks.reduce((total, week) => total + of(week).interrupting, 0);
    const unowned = weeks.reduce((total, week) => total + of(week).unowned, 0);
    return `${interrupting} interruptions and ${unowned} alerts that nobody was told of`;
  };
  return [
    `Notices from ${from} to ${to}, by week: under the triggers in force (now) > under ${name} version ${version} (proposed).`,
    `Now ${sum(({ now }) => now)}; proposed ${sum(({ proposed }) => proposed)}.`,
  ].join('\n');
}
