import {
  communityOn,
  dayIndex,
  emptyStudentYear,
  evolveStudentYear,
  explain,
  looksBack,
  type ExplainedCondition,
  type StudentFact,
} from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import type { ReferenceState } from '#libs/views';
import { standingOfStudent } from '../status/standing-of-student.js';
import { yearsBefore } from '../status/years-before.js';

export interface Explained {
  readonly district: string;
  readonly key: string;
  readonly year: number;
  readonly asOf: string;
}

/** The events behind each condition of one student's status, read from the streams of all of the student's ids. */
export async function explainStudent(
  store: EventStore,
  reference: ReferenceState,
  { district, key, year, asOf }: Explained,
): Promise<readonly ExplainedCondition[]> {
  const student = { district, key, year, people: reference.peopleOf(district) };
  const events = await standingOfStudent(store, student, null);
  const state = events.reduce((folded, { type, data }) => evolveStudentYear(folded, { type, data } as StudentFact), emptyStudentYear(year));
  const day = dayIndex(asOf, year);
  const profile = reference.profileFor(district, communityOn(state, day));
  const earlier = looksBack(profile) ? await yearsBefore(store, student, null) : [];
  return explain(events, { year, schools: reference.schoolsOf(district, year), profile, asOf: day, earlier })?.conditions ?? [];
}
