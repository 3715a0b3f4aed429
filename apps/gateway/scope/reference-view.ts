import { EventLog } from '#libs/event-sourcing';
import { ReferenceState, referencePrefixes } from '#libs/views';
import { Injectable } from '@nestjs/common';

/** Calendars, definitions, rules and days as they stand at the end of the log; brought up to date when somebody asks. */
@Injectable()
export class ReferenceView {
  readonly #log: EventLog;
  readonly #state = new ReferenceState();
  #position = 0;
  #reading: Promise<void> | null = null;

  constructor(log: EventLog) {
    this.#log = log;
  }

  async current(): Promise<ReferenceState> {
    this.#reading ??= this.#catchUp().finally(() => (this.#reading = null));
    await this.#reading;
    return this.#state;
  }

  async #catchUp(): Promise<void> {
    for await (const { events, position } of this.#log.read({ after: this.#position, prefixes: referencePrefixes })) {
      for (const event of events) this.#state.apply(event);
      this.#position = position;
    }
  }
}
