import { addDays, lastDayOf, recordDateOf } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Causes dated so many days before the district's day are history: recorded and shown, but nobody is told. */
const SILENT_AFTER_DAYS = 14;

/** Whether a change caused by this event is recorded silently. */
export function isSilent(event: RecordedEvent, year: number, today: string): boolean {
  if (today > lastDayOf(year)) return true;
  const date = recordDateOf(event.data);
  return date !== null && date < firstToldDay(today);
}

let told = { today: '', from: '' };

/** Remembered for the day, for nearly every event asks. */
function firstToldDay(today: string): string {
  if (told.today !== today) told = { today, from: addDays(today, -SILENT_AFTER_DAYS) };
  return told.from;
}
