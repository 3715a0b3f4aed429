/**
 * Decides facts from a command and what happened before; reads no clock, draws no random number.
 *
 * `decide` returns no event when nothing is to be done and throws a named error when the command is illegal.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: () => State;
  readonly decide: (state: State, command: Command) => readonly Event[];
  readonly evolve: (state: State, event: Event) => State;
}
