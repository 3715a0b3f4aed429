import { cohortOf, emptyCareer, evolveCareer, parseStream, type CareerFact, type StreamName } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { careers, type CareerDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

/** Enrolments, withdrawals and communities of a student over all years, for graduation. */
export const careersProjection: DocumentProjection<CareerDocument> = {
  name: 'careers',
  prefixes: ['student-'],
  collection: careers,

  idOf(event) {
    if (!takes('careers', event.type) || event.superseded) return null;
    const { district, key } = studentOf(event);
    return `${district}/${key}`;
  },

  evolve(document, event) {
    const { district, key, year } = studentOf(event);
    const career = evolveCareer(document ?? emptyCareer, year, { type: event.type, data: event.data } as CareerFact);
    const { enrolments, withdrawals, communities } = career;
    return { district, key, cohort: cohortOf(career), enrolments, withdrawals, communities };
  },
};

function studentOf({ stream }: RecordedEvent): Extract<StreamName, { kind: 'student' | 'status' }> {
  const name = parseStream(stream);
  if (name.kind !== 'student') throw new Error(`${stream} is not the stream of a student.`);
  return name;
}
