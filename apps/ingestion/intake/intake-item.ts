import type { DeadLetter } from '#libs/contracts';
import type { RecordName, SisRecord } from '#libs/domain';

/** What comes in at the door: a record that was checked, or what was refused, with its reason and original bytes. */
export type IntakeItem = { readonly record: SisRecord } | { readonly deadLetter: DeadLetter };

/** What became of one item; it is durable when it is told. */
export type IntakeOutcome =
  | { readonly outcome: 'deadLettered'; readonly deadLetter: DeadLetter }
  | {
      readonly outcome: 'appended' | 'unchanged';
      readonly name: RecordName;
      /** The stream its fact stands in; null for a profile, which stands in the directory. */
      readonly stream: string | null;
      /** The school day it is about, where it has one. */
      readonly date: string | null;
    };
