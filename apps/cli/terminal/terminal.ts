import type { Readable } from 'node:stream';
import type { Clock } from '#libs/event-sourcing';
import type { Settings } from '#libs/service';
import type { Output } from './output.js';

/** What a command is run with: its standard streams, its settings, the moment, and the wish to stop. */
export interface Terminal {
  readonly output: Output;
  readonly errors: Output;
  readonly input: Readable;
  /** Aborts when the user asks to stop: the command ends after the batch in hand. */
  readonly signal: AbortSignal;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Read on first use, once. @throws ConfigurationError */
  settings(): Promise<Settings>;
}
