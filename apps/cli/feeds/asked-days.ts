import { addDays } from '#libs/domain';
import { UsageError } from '../terminal/failures.js';
import { dateOption } from '../terminal/values.js';

export interface AskedDays {
  readonly day?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The days that were asked for, both among them; null: over all time. @throws UsageError */
export function askedDays({ day, from, to }: AskedDays, today: string): { from: string; to: string } | null {
  if (day === undefined) return from === undefined && to === undefined ? null : between(from, to ?? today);
  if (from !== undefined || to !== undefined) throw new UsageError('--day is one day: leave --from and --to out, or --day.');
  const one = oneDay(day, today);
  return { from: one, to: one };
}

function oneDay(day: string, today: string): string {
  if (day === 'today') return today;
  return day === 'yesterday' ? addDays(today, -1) : dateOption('--day', day);
}

function between(from: string | undefined, to: string): { from: string; to: string } {
  const last = dateOption('--to', to);
  const first = from === undefined ? last : dateOption('--from', from);
  if (first > last) throw new UsageError(`--from ${first} is after --to ${last}.`);
  return { from: first, to: last };
}
