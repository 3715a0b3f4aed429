import { addDays, lastDayOf } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Causes dated so many days before the district's day are history: recorded and shown, but nobody is told. */
const SILENT_AFTER_DAYS = 14;

/** Whether a change caused by this event is recorded silently. */
export function isSilent(event: RecordedEvent, year: number, today: string): boolean {
  if (today > lastDayOf(year)) return true;
  const date = dateOf(event);
  return date !== null && date < firstToldDay(today);
}

let told = { today: '', from: '' };

/** Remembered for the day, for nearly every event asks. */
function firstToldDay(today: string): string {
  if (told.today !== today) told = { today, from: addDays(today, -SILENT_AFTER_DAYS) };
  return told.from;
}

/** The school date that a fact is about; null where it is about no single day. */
function dateOf(event: RecordedEvent): string | null {
  const data = event.data as Readonly<Record<string, unknown>>;
  for (const field of ['date', 'markedOn', 'termEnd', 'entryDate', 'exitDate']) {
    const value = data[field];
    if (typeof value === 'string') return value;
  }
  return null;
}
