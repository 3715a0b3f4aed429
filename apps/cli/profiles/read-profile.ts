import { readFile } from 'node:fs/promises';
import { parseProfile, ProfileError } from '#libs/contracts';
import type { Profile } from '#libs/domain';
import { CommandFailedError } from '../terminal/failures.js';

/** The rules of a file. @throws CommandFailedError with every problem and its line. */
export async function readProfile(file: string): Promise<Profile> {
  const text = await textOf(file);
  try {
    return parseProfile(text, file);
  } catch (error) {
    if (error instanceof ProfileError) throw new CommandFailedError(error.message, { cause: error });
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailedError(`${file} cannot be read (${String(error)}): check the path.`, { cause: error });
  }
}
