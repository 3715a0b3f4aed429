import type { Directory } from '#libs/directory';

/** One directory, new for every test. */
export interface DirectoryHarness {
  /** Opens a further instance on the same entries, as another process would. */
  open(): Promise<Directory>;
  remove(): Promise<void>;
}

/** Opens an instance that the contract closes after the test. */
export type OpenDirectory = () => Promise<Directory>;
