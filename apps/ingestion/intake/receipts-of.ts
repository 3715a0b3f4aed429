import type { Receipt } from '#libs/directory';
import type { SisRecord } from '#libs/domain';
import type { IntakeOutcome } from './intake-item.js';

const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

/** What of a batch leaves no event in the log, counted by feed: nobody could tell afterwards that it came in. */
export function receiptsOf(records: readonly SisRecord[], taken: readonly IntakeOutcome[], now: Date): readonly Receipt[] {
  const receipts = new Map<string, { -readonly [field in keyof Receipt]: Receipt[field] }>();
  const hour = now.toISOString().slice(0, HOUR_LENGTH);
  for (const [index, outcome] of taken.entries()) {
    const record = records[index];
    if (record === undefined || outcome.outcome === 'deadLettered' || isInLog(outcome)) continue;
    const { district, source, name } = record;
    const schoolId = schoolOf(record);
    const feed = JSON.stringify([district, schoolId, source, name]);
    const receipt = receipts.get(feed) ?? { district, hour, schoolId, source, record: name, appended: 0, unchanged: 0 };
    receipt[outcome.outcome] += 1;
    receipts.set(feed, receipt);
  }
  return [...receipts.values()];
}

function isInLog({ outcome, stream }: Exclude<IntakeOutcome, { outcome: 'deadLettered' }>): boolean {
  return outcome === 'appended' && stream !== null;
}

/** As the feeds read it from the event of such a record. */
function schoolOf({ data }: SisRecord): string | null {
  const schoolId = data['schoolId'];
  return typeof schoolId === 'string' ? schoolId : null;
}
