import { CommandFailedError } from './failures.js';
import { textOfFile } from './text-of-file.js';

/**
 * What a file says that a command was given.
 * @param failure what `parse` throws where the file is wrong, with every problem and its line.
 * @throws CommandFailedError
 */
export async function parsedFile<T>(
  file: string,
  parse: (text: string, file: string) => T,
  failure: abstract new (...args: never[]) => Error,
): Promise<T> {
  const text = await textOfFile(file);
  try {
    return parse(text, file);
  } catch (error) {
    if (error instanceof failure) throw new CommandFailedError(error.message, { cause: error });
    throw error;
  }
}
