/** Why a program cannot start or go on as it is set up, told to whoever set it up: what, where, and what to do. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
