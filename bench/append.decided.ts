import { dirname, join } from 'node:path';
import { openDirectory, type Directory } from '#libs/directory';
import { openEventStore, type OpenedEventStore } from '#libs/event-store';
import type { SisRecord } from '#libs/domain';
import { Intake } from '../apps/ingestion/index.js';
import type { Contender } from './bench.js';
import { batches, BATCH, STUDENTS, timed } from './append.sample.js';

/** The records whose facts are the events of the other contenders. */
const records: readonly (readonly SisRecord[])[] = batches.map(({ events }, batch) =>
  events.map(({ data, metadata }, index): SisRecord => {
    const subject = `student-${((batch * BATCH) % STUDENTS) + index}`;
    const { knownAt = '', source = '', correlation = '' } = metadata;
    const content = { studentId: subject, schoolYear: 2026, ...data };
    return {
      name: 'attendance-recorded',
      district: 'district',
      subject,
      time: knownAt,
      source,
      id: correlation,
      ownTime: true,
      data: content,
    };
  }),
);

interface Opened {
  readonly opened: OpenedEventStore;
  readonly directory: Directory;
  readonly intake: Intake;
}

/** Checked records through the intake: keys of students, decision against the ledger of each stream, durable append. */
export const decidedAppend: Contender = {
  name: 'decided append',
  run: async () => timed(open, takeBatch, close),
};

async function open(path: string): Promise<Opened> {
  const directory = await openDirectory(`sqlite:${join(dirname(path), 'directory.sqlite')}`, 'the secret of the bench');
  const opened = await openEventStore(`sqlite:${path}`);
  return { opened, directory, intake: new Intake({ store: opened.store, directory }) };
}

async function takeBatch({ intake }: Opened, batch: number): Promise<void> {
  const outcomes = await intake.take((records[batch] ?? []).map((record) => ({ record })));
  if (outcomes.some(({ outcome }) => outcome !== 'appended')) throw new Error('The bench met a record that was not new.');
}

async function close({ opened, directory }: Opened): Promise<void> {
  await opened.close();
  await directory.close();
}
