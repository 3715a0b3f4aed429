import { StoppedError } from './failures.js';
import type { Terminal } from './terminal.js';

/**
 * Does what a wish to stop ends before its end.
 * @param said what stands then, asked only then.
 * @throws StoppedError
 */
export async function stoppable<T>({ signal }: Pick<Terminal, 'signal'>, said: () => string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new StoppedError(`stopped before the end: ${said()}`, { cause: error });
  }
}
