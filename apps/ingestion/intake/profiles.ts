import { canonicalContent } from '#libs/contracts';
import type { Directory, ProfileVersion } from '#libs/directory';
import type { IntakeOutcome } from './intake-item.js';
import type { PersonKeys } from './person-keys.js';
import { personKind, type ProfileRecord } from './record-groups.js';

/** What became of each, in order. An older version than the one that stands is of no use to anybody and counts as unchanged. */
export async function saveProfiles(
  records: readonly ProfileRecord[],
  keys: PersonKeys,
  directory: Directory,
): Promise<readonly IntakeOutcome[]> {
  if (records.length === 0) return [];
  const outcomes = await directory.saveProfiles(records.map((record) => versionOf(record, keys)));
  return records.map(({ name }, index) => {
    return { outcome: outcomes[index] === 'saved' ? 'appended' : 'unchanged', name, stream: null, date: null };
  });
}

function versionOf(record: ProfileRecord, keys: PersonKeys): ProfileVersion {
  const { district, subject, time, sequence, data, ownTime } = record;
  const key = keys.of(district, personKind(record), subject);
  return { key, time, content: canonicalContent(data), ownTime, ...(sequence !== undefined && { sequence }) };
}
