import type { OpenedEventStore } from '#libs/event-store';

/** One log, new for every test. */
export interface EventStoreHarness {
  /** Opens a further instance on the same log, as another process would. */
  open(): Promise<OpenedEventStore>;
  remove(): Promise<void>;
}

/** Opens an instance that the contract closes after the test. */
export type OpenStore = () => Promise<OpenedEventStore>;
