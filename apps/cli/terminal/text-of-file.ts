import { readFile } from 'node:fs/promises';
import { CommandFailedError } from './failures.js';

/** What stands in a file that a command was given. @throws CommandFailedError */
export async function textOfFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailedError(`${file} cannot be read (${String(error)}): check the path.`, { cause: error });
  }
}
