import { expect } from '@jest/globals';
import type { Decider } from '#libs/event-sourcing';

/** What a decider does with a command after some events: `given(events).when(command).then(events)`. */
export interface DeciderSpecification<Command, Event> {
  given(events: readonly Event[]): { when(command: Command): DecisionOutcome<Event> };
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** Speaks of one decider. */
export function specifyDecider<State, Command, Event>(decider: Decider<State, Command, Event>): DeciderSpecification<Command, Event> {
  return {
    given: (events) => ({
      when: (command) => new DecisionOutcome(() => decider.decide(events.reduce(decider.evolve, decider.initialState()), command)),
    }),
  };
}

export class DecisionOutcome<Event> {
  readonly #decide: () => readonly Event[];

  constructor(decide: () => readonly Event[]) {
    this.#decide = decide;
  }

  /** Exactly these events, in this order. */
  // oxlint-disable-next-line unicorn/no-thenable -- it ends the sentence; nobody awaits it
  then(events: readonly Event[]): void {
    expect(this.#decide()).toEqual(events);
  }

  thenNothing(): void {
    expect(this.#decide()).toEqual([]);
  }

  /** The command is illegal: an error of this class, with such a text. */
  thenThrows(errorClass: ErrorClass, message?: RegExp): void {
    const thrown = this.#thrown();
    expect(thrown).toBeInstanceOf(errorClass);
    expect((thrown as Error).name).toBe(errorClass.name);
    if (message !== undefined) expect((thrown as Error).message).toMatch(message);
  }

  #thrown(): unknown {
    try {
      return { decided: this.#decide() };
    } catch (error) {
      return error;
    }
  }
}
