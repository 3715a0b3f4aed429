/** One step of a record's way, from when it began. */
export interface Step {
  /** Names the step for those that follow from it (W3C Trace Context). */
  readonly traceparent: string;
  end(): void;
}

/** Where the steps of records are told. */
export interface Traces {
  /** Begins a step that follows from another one. */
  begin(name: string, traceparent: string): Step;
  /** Tells what is not told yet. */
  stop(): Promise<void>;
}
