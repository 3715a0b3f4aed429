import { readFile } from 'node:fs/promises';
import { parseProfile, ProfileError } from '#libs/contracts';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { profileInWords } from './profile-words.js';

/** Holds a file of rules against what rules can mean, and says what it asks for in plain words. @throws CommandFailedError */
export async function checkProfile(terminal: Terminal, file: string): Promise<void> {
  const text = await textOf(file);
  try {
    await terminal.output.write(profileInWords(parseProfile(text, file), 'en'));
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
