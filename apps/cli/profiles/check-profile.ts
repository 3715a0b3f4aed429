import type { Terminal } from '../terminal/terminal.js';
import { profileInWords } from './profile-words.js';
import { readProfile } from './read-profile.js';

/** Holds a file of rules against what rules can mean, and says what it asks for in plain words. @throws CommandFailedError */
export async function checkProfile(terminal: Terminal, file: string): Promise<void> {
  await terminal.output.write(profileInWords(await readProfile(file), 'en'));
}
