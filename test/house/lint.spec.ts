import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runForJson } from './run-node.js';

const FIXTURES = 'test/house/fixtures/lint';
const rules = readdirSync(join(root, FIXTURES), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('lint', () => {
  let diagnostics: { code: string; filename: string }[];
  beforeAll(() => {
    const report = runForJson('node_modules/oxlint/bin/oxlint', ['--type-aware', '--format', 'json', FIXTURES]);
    ({ diagnostics } = report as { diagnostics: { code: string; filename: string }[] });
  }, 60_000);

  it.each(rules)('%s is reported, alone, where its fixture breaks it', (rule) => {
    const codes = diagnostics.filter(({ filename }) => filename.startsWith(`${FIXTURES}/${rule}/`)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set([expect.stringMatching(`\\(${rule}\\)$`)]));
  });
});
