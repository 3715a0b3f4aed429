import type { EventLog, FailPoint, ReadModels } from '#libs/event-sourcing';

/** What folds documents of their own events. */
export interface DocumentParts {
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly failPoint?: FailPoint;
}
