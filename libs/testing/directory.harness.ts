import type { Directory } from '#libs/directory';

/** One directory, new for every test. */
export interface DirectoryHarness {
  /** Opens a further instance on the same entries, as another process would. */
  open(): Promise<Directory>;
  /** The same with another secret; not of a directory that ends with its process. */
  readonly openWith?: (secret: string) => Promise<Directory>;
  remove(): Promise<void>;
}

/** Opens an instance that the contract closes after the test. */
export type OpenDirectory = () => Promise<Directory>;
