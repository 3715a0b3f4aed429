/** A server for tests cannot be had on this machine: what is missing and how to get it. */
export class ServerUnavailableError extends Error {
  override readonly name = 'ServerUnavailableError';
}
