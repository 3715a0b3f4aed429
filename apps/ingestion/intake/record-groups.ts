import type { PersonKind } from '#libs/directory';
import type { FactRecordName, ProfileRecordName, SisRecord } from '#libs/domain';

/** What happened: goes to the log. */
export type FactRecord = SisRecord & { readonly name: FactRecordName };

/** What a person is called: goes to the directory and never to the log. */
export type ProfileRecord = SisRecord & { readonly name: ProfileRecordName };

export function isProfile(record: SisRecord): record is ProfileRecord {
  return record.name === 'student-profile' || record.name === 'staff-profile';
}

export function isFact(record: SisRecord): record is FactRecord {
  return !isProfile(record);
}

export function personKind({ name }: ProfileRecord): PersonKind {
  return name === 'student-profile' ? 'student' : 'staff';
}
