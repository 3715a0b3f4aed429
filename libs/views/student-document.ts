import type { EncodedStudentYear, RecordedStatus, Status, StatusRow } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** The live document of one student in one school year. It holds no id or name of the district: the key stands for the person. */
export interface StudentDocument {
  readonly district: string;
  readonly key: string;
  readonly year: number;
  readonly schoolId: string | null;
  readonly communityId: string | null;
  readonly status: Status | null;
  /** Whether the student is enrolled on the day that the row is for. */
  readonly enrolled: boolean;
  /** null while no enrolment of the year has begun or the district has no day. */
  readonly row: StatusRow | null;
  readonly profile: string | null;
  readonly profileVersion: string | null;
  /** The status on the days it changed, as evaluated then; the newest last. */
  readonly history: readonly (readonly [asOf: string, status: Status])[];
  readonly unplaced: Unplaced;
  /** 1 where something stands on no enrolled day, so that it can be found. */
  readonly hasUnplaced: 0 | 1;
  /** What the status stream says, and its last revision. */
  readonly recorded: RecordedStatus & { readonly revision: number };
  readonly state: EncodedStudentYear;
  /** An event that could not be folded: the document waits and is left out of counts. */
  readonly quarantined: Quarantine | null;
  readonly isQuarantined: 0 | 1;
}

/** Records that are held until an enrolment covers them. */
export interface Unplaced {
  readonly dates: readonly string[];
  readonly marks: number;
  readonly incidents: number;
}

export interface Quarantine {
  readonly position: number;
  readonly type: string;
  readonly reason: string;
}

export const students: CollectionDefinition = {
  name: 'students',
  indexes: {
    byYear: ['district', 'year'],
    bySchool: ['district', 'year', 'schoolId'],
    byCommunity: ['district', 'year', 'communityId'],
    byKey: ['district', 'key', 'year'],
    byUnplaced: ['district', 'hasUnplaced'],
    byQuarantine: ['isQuarantined'],
  },
};

export function studentDocumentId(district: string, key: string, year: number): string {
  return `${district}/${key}/${year}`;
}
