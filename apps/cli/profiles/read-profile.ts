import { parseProfile, ProfileError } from '#libs/contracts';
import type { Profile } from '#libs/domain';
import { CommandFailedError } from '../terminal/failures.js';
import { textOfFile } from '../terminal/text-of-file.js';

/** The rules of a file. @throws CommandFailedError with every problem and its line. */
export async function readProfile(file: string): Promise<Profile> {
  const text = await textOfFile(file);
  try {
    return parseProfile(text, file);
  } catch (error) {
    if (error instanceof ProfileError) throw new CommandFailedError(error.message, { cause: error });
    throw error;
  }
}
