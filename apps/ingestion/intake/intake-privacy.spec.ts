import { fc, test } from '@fast-check/jest';
import { describe, expect } from '@jest/globals';
import { parseCloudEvent } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { sisEvents, type SisEvent } from '#libs/testing';
import { Intake } from './intake.js';

const MARK = 'PRIVATE';

/** The same event with everything marked that must not be found in the log: ids of people, what they are called, the envelope's id, unknown fields. */
function marked(event: SisEvent): SisEvent {
  const data: Record<string, unknown> = { ...event.data, [`${MARK}-field`]: `${MARK} text`, newKey: MARK, note: { deep: [MARK] } };
  if (!('studentId' in data)) data['studentKey'] = MARK;
  const isAssignment = 'role' in data;
  for (const field of ['studentId', 'staffId', 'newStudentId', 'substituteId']) if (field in data) data[field] = `${MARK}-${field}`;
  if (isAssignment) data['studentKey'] = MARK;
  if (event.type.includes('profile')) for (const field of ['givenName', 'familyName', 'name', 'email', 'locale']) data[field] = MARK;
  const isOfPerson = event['subject'] === event.data['studentId'] || event['subject'] === event.data['staffId'];
  const subject = 'staffId' in event.data ? data['staffId'] : isOfPerson ? data['studentId'] : event['subject'];
  return { ...event, id: `${MARK}-envelope`, subject, data };
}

describe('intake', () => {
  test.prop([fc.array(sisEvents.map(marked), { minLength: 1, maxLength: 5 })], { numRuns: 300 })(
    'appends any valid event, without the id or name of a person, the id of its envelope or a field that no fact has',
    async (events) => {
      const { store, log } = openMemoryEventStore();
      const intake = new Intake({ store, directory: openMemoryDirectory('a secret of the tests') });
      const records = events.map((event) => {
        const result = parseCloudEvent(JSON.stringify(event));
        if (!result.ok) throw new Error(result.refusal.message);
        return { record: result.record };
      });
      const outcomes = await intake.take(records);
      expect(outcomes.map(({ outcome }) => outcome)).not.toContain('deadLettered');
      const text: string[] = [];
      for await (const batch of log.read()) {
        for (const { id, type, stream, data, metadata } of batch.events) text.push(JSON.stringify([id, type, stream, data, metadata]));
      }
      expect(text.join('\n')).not.toContain(MARK);
    },
  );
});
