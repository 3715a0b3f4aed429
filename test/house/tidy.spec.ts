import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-node.js';

const CODE = /\.(ts|tsx|mjs|cjs|js|css|html|sh)$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|css|html|sh|md|yml|yaml|sql)$|^\.ci\//;
const TEST = /(\.spec|\.contract)\.ts$|^(libs\/testing|test|bench|scripts)\//;
/** Scripts of a page run where no port reaches. */
const BROWSER = /\/page\/assets\//;
const LONGEST_FILE = 200;
const LONGEST_SPEC = 300;

interface Rule {
  readonly says: string;
  readonly pattern: RegExp;
  /** A line that the rule must catch, in pieces. */
  readonly caught: readonly string[];
  readonly where: (file: string) => boolean;
}

/** Brackets in the patterns and cuts in the lines keep this file from being found itself. */
const rules: readonly Rule[] = [
  { says: 'work left for later', pattern: /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/, caught: ['// TO', 'DO: later'], where: () => true },
  { says: 'tests that shut out the others', pattern: /\b(it|test|describe)\.onl[y]\b/, caught: ['it.', 'only("x")'], where: () => true },
  {
    says: 'paths of one machine',
    pattern: /(^|[\s'"`(=:])\/(home|root|Users|work|mnt|tmp)\//,
    caught: ['open("/', 'home/me")'],
    where: () => true,
  },
  { says: 'numbers of a tracker', pattern: /\b[Ii]ssue #?\d+/, caught: ['see ', 'issue', ' 12'], where: () => true },
  { says: 'switched-off type checks', pattern: /@ts-(ignor[e]|nochec[k])/, caught: ['// @ts-', 'ignore'], where: isCode },
  {
    says: 'logs whose older events are not upcast',
    pattern: /\bopenEventStore\([^,()]*\)/,
    caught: ['const { log } = openEvent', 'Store(url);'],
    where: (file) => /^(apps|libs)\//.test(file) && !TEST.test(file),
  },
  {
    says: 'clocks beside the port Clock',
    pattern: /\bnew Date\(\)|\bDate\.now\(\)/,
    caught: ['const now = new ', 'Date();'],
    where: (file) => isCode(file) && !TEST.test(file) && !BROWSER.test(file) && file !== 'libs/event-sourcing/clock.port.ts',
  },
];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => TEXT.test(file) && !file.startsWith('test/house/fixtures/') && file !== 'package-lock.json')
  .filter((file) => existsSync(join(root, file)));
const linesOf = (file: string): string[] => readFileSync(join(root, file), 'utf8').trimEnd().split('\n');

function isCode(file: string): boolean {
  return CODE.test(file);
}

describe('every file', () => {
  it.each(rules)('is free of $says', ({ pattern, where }) => {
    const found = files
      .filter(where)
      .flatMap((file) => linesOf(file).flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])));
    expect(found).toEqual([]);
  });

  it.each(rules)('would be found with $says in it', ({ pattern, caught }) => {
    expect(caught.join('')).toMatch(pattern);
  });

  it(`of code has at most ${LONGEST_FILE} lines, a spec ${LONGEST_SPEC}`, () => {
    const limitOf = (file: string): number => (file.endsWith('.spec.ts') ? LONGEST_SPEC : LONGEST_FILE);
    expect(files.filter((file) => isCode(file) && !file.endsWith('.css') && linesOf(file).length > limitOf(file))).toEqual([]);
  });

  it('stands in a folder that says what is in it', () => {
    const nameless = /(^|\/)(commons?|shared|utils?|core|helpers?|misc|lib)\//;
    expect('libs/utils/dates.ts').toMatch(nameless);
    expect(files.filter((file) => nameless.test(file))).toEqual([]);
  });

  it('of code is named in kebab-case', () => {
    const kebab = /(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;
    expect('libs/domain/schoolYear.ts').not.toMatch(kebab);
    expect(files.filter((file) => isCode(file) && !file.startsWith('.') && !kebab.test(file))).toEqual([]);
  });
});
