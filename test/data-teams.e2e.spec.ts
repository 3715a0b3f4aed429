import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandsIn } from './commands-in-docs.js';
import { startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';

const DOCUMENT = 'docs/data-teams.md';
const COMMAND = /^npm run -s homeroom -- (?<args>.+?)(?: > (?<file>\S+))?$/;

describe('docs/data-teams.md', () => {
  let homeroom: Homeroom;
  beforeAll(async () => {
    homeroom = await Homeroom.start();
    await cp('docs/examples', join(homeroom.folder, 'docs/examples'), { recursive: true });
  });
  afterAll(() => homeroom.end());

  const run = (args: string) => startHomeroom(join(homeroom.folder, '.homeroom'), args.split(' ')).ended;

  it.each(commandsIn(DOCUMENT, 'sh').map((command) => [command]))('says what works: %s', async (command) => {
    const { args = '', file } = COMMAND.exec(command)?.groups ?? {};
    const { code, out, err } = await run(args);
    // Beside anything but a table its caption goes to the standard error stream.
    expect([code, err.replace(/^District .*\n$/, '')]).toEqual([0, '']);
    expect(out.length).toBeGreaterThan(20);
    if (file !== undefined) await writeFile(join(homeroom.folder, file), out);
  });

  it('says of what needs Kafka only what the command line has', async () => {
    const commands = commandsIn(DOCUMENT, 'shell').flatMap((command) => COMMAND.exec(command)?.groups?.['args'] ?? []);
    expect(commands).toHaveLength(2);
    for (const args of commands) {
      const words = args.split(' ');
      const { code, out } = await run(`${words[0]}${words[0] === 'topics' ? ' ensure' : ''} --help`);
      expect(code).toBe(0);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
    }
  });
});
