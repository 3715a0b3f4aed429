import {
  decideVersion,
  emptyLedger,
  emptySchoolYear,
  emptyStudentYear,
  enterVersion,
  evolveSchoolYear,
  evolveStudentYear,
  contentOf,
  naturalKey,
  payloadOf,
  recordKinds,
  standingAt,
  type FactRecordName,
  type Ledger,
  type LedgerEvent,
  type RecordKind,
  type SchoolFact,
  type SchoolYear,
  type SisRecord,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import { YEAR } from './domain.given.js';

export interface IntakeEvent extends LedgerEvent {
  readonly id: string;
  readonly stream: string;
  readonly position: number;
}

/** The domain's way from record to event without any store: one student and the student's schools. */
export class DomainIntake {
  readonly events: IntakeEvent[] = [];
  readonly #ledgers = new Map<string, Ledger>();

  /** Takes one record; null where it is nothing new. */
  offer(record: SisRecord): IntakeEvent | null {
    const name = record.name as FactRecordName;
    const kind: RecordKind = recordKinds[name];
    const stream = kind.stream === 'school' ? `school ${String(record.data['schoolId'])}` : 'student';
    const ledger = this.#ledgers.get(stream) ?? emptyLedger();
    this.#ledgers.set(stream, ledger);
    const { data } = payloadOf(name, record.data);
    const version = {
      time: record.time,
      sequence: record.sequence ?? '',
      retraction: kind.retracts !== undefined,
      content: contentOf(JSON.stringify(data), undefined),
    };
    const offer = { key: naturalKey(name, data), version, ownTime: record.ownTime };
    let verdict = decideVersion(ledger, offer);
    if (verdict.outcome === 'tie') {
      const { revision } = verdict;
      const standing = this.events.find((event) => event.stream === stream && event.revision === revision);
      verdict = decideVersion(ledger, offer, compareTexts(JSON.stringify(data), JSON.stringify(standing?.data)));
    }
    if (verdict.outcome !== 'append') return null;
    const { superseded, tie } = verdict;
    enterVersion(ledger, offer.key, { ...version, outranked: tie === 'smaller', revision: ledger.revision + 1 }, superseded);
    const { time: knownAt, sequence } = record;
    const metadata = { knownAt, ...(sequence !== undefined && { sequence }), ...(tie !== null && { tie }) };
    const position = this.events.length + 1;
    const event = { id: `event-${position}`, stream, position, revision: ledger.revision, type: `${name}.v1`, superseded, data, metadata };
    this.events.push(event);
    return event;
  }

  /** Student and schools as they stand, as known at an instant or now. */
  folded(knownAt: string | null): { readonly state: StudentYear; readonly schools: Map<string, SchoolYear> } {
    const state = emptyStudentYear(YEAR);
    const schools = new Map<string, SchoolYear>();
    for (const stream of this.#ledgers.keys()) {
      for (const event of standingAt(
        this.events.filter((candidate) => candidate.stream === stream),
        knownAt,
      )) {
        if (stream === 'student') evolveStudentYear(state, studentFact(event));
        else evolveSchoolYear(schoolOf(schools, event), schoolFact(event));
      }
    }
    return { state, schools };
  }
}

/** The school a school's event is about, made where it is not known yet. */
export function schoolOf(schools: Map<string, SchoolYear>, { stream }: IntakeEvent): SchoolYear {
  const id = stream.slice('school '.length);
  const school = schools.get(id) ?? emptySchoolYear(YEAR);
  schools.set(id, school);
  return school;
}

export function studentFact({ type, data }: IntakeEvent): StudentFact {
  return { type, data } as StudentFact;
}

export function schoolFact({ type, data }: IntakeEvent): SchoolFact {
  return { type, data } as SchoolFact;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
