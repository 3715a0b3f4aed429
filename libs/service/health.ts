/** Something that is not as it should be: what, and what to do about it. */
export interface Trouble {
  readonly what: string;
  /** False where a request can still be answered from what is there. */
  readonly serious: boolean;
}

/** A part of the process that can say how it is. */
export abstract class HealthSource {
  abstract troubles(): Promise<readonly Trouble[]>;

  /** False while the process is not yet ready to answer. */
  abstract isReady(): boolean;
}
