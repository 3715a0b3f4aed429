import { StoreError } from '#libs/sqlite';

/** Why something failed, for the log and for health. Errors of stores are sentences already; of any other the name says more. */
export function reasonOf(error: unknown): string {
  if (error instanceof StoreError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
