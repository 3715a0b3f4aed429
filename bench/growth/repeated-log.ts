import { createHash } from 'node:crypto';
import { EventLog, type LogBatch, type ReadLogOptions, type RecordedEvent } from '#libs/event-sourcing';

/** Students whose events come at a time. */
const AT_ONCE = 2_000;

/** A log in which each student of another one stands so many times, every time with another key and payloads of its own. */
export class RepeatedLog extends EventLog {
  readonly #events: readonly RecordedEvent[];
  readonly #times: number;

  constructor(events: readonly RecordedEvent[], times: number) {
    super();
    this.#events = events;
    this.#times = times;
  }

  override async head(): Promise<number> {
    return this.#events.reduce((sum, event) => sum + (isOfStudent(event) ? this.#times : 1), 0);
  }

  /** From the start to the end, whatever else is asked for. */
  override async *read({ prefixes }: ReadLogOptions = {}): AsyncGenerator<LogBatch> {
    let events: RecordedEvent[] = [];
    let position = 0;
    for (const event of this.#events) {
      const times = isOfStudent(event) ? this.#times : 1;
      for (let time = 0; time < times; time++) {
        position += 1;
        const stream = times === 1 ? event.stream : streamOf(event.stream, time);
        if (prefixes?.some((prefix) => stream.startsWith(prefix)) === false) continue;
        const data: unknown = JSON.parse(JSON.stringify(event.data));
        events.push({ ...event, stream, position, data });
        if (events.length < AT_ONCE) continue;
        yield { events, position, caughtUp: false };
        events = [];
      }
    }
    yield { events, position, caughtUp: true };
  }
}

function isOfStudent({ stream }: RecordedEvent): boolean {
  return stream.startsWith('student-');
}

function streamOf(stream: string, time: number): string {
  const [, district = '', key = '', year = ''] = stream.split('.');
  const other = createHash('md5').update(`${key} ${time}`).digest('hex');
  return `student-${other.slice(0, 2)}.${district}.${other}.${year}`;
}
