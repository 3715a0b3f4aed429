import { parseProfile, ProfileError } from '#libs/contracts';
import type { Profile } from '#libs/domain';
import { parsedFile } from '../terminal/parsed-file.js';

/** The rules of a file. @throws CommandFailedError with every problem and its line. */
export function readProfile(file: string): Promise<Profile> {
  return parsedFile(file, parseProfile, ProfileError);
}
