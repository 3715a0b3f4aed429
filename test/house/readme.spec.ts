import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-node.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = [...readme.matchAll(/^```sh\n([^`]*)^```$/gm)]
  .flatMap(([, block = '']) => block.split(/\n|&&/))
  .map((command) => command.trim())
  .filter((command) => command !== '');

/** Commands of the README that the script for clean clones runs under another name. */
const RUN_AS: Readonly<Record<string, string>> = {
  'npm start': 'npm run -s smoke',
  'npm test': 'npm run -s check',
  'npm run check': 'npm run -s check',
  'npm run test:integration': 'npm run -s test:integration',
};

/** Too long for every check: run by hand before a release. */
const BY_HAND = ['npm run bench'];

describe('README.md', () => {
  it('says how to start, test and check', () => {
    expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm start', 'npm test', 'npm run check', 'npm run -s homeroom -- --help']));
  });

  it('names no command that a clean clone does not run', () => {
    const run = read('.ci/run').split('\n');
    const checked = commands.filter((command) => !BY_HAND.includes(command));
    expect(checked.filter((command) => !run.some((line) => line.startsWith(RUN_AS[command] ?? command)))).toEqual([]);
  });

  it('names no script that package.json does not have', () => {
    const names = commands.flatMap((command) => /^npm run (?:-s )?(\S+)|^npm (start|test)$/.exec(command)?.slice(1) ?? []).filter(Boolean);
    expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('stays on one screen', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(70);
  });
});
