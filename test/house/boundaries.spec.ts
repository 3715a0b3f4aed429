import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, runForJson } from './run-node.js';

const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };

describe('boundaries', () => {
  let found: Record<string, string[]>;
  beforeAll(() => {
    found = runForJson('test/house/cruise-fixtures.mjs') as Record<string, string[]>;
  }, 60_000);

  it.each(forbidden.map(({ name }) => name))('%s is reported, alone, where its fixture breaks it', (rule) => {
    expect(found[rule]).toEqual([rule]);
  });

  it('leave what they should allow alone', () => {
    expect(found['allowed']).toEqual([]);
  });

  it('have no fixture without a rule', () => {
    expect(Object.keys(found).sort()).toEqual([...forbidden.map(({ name }) => name), 'allowed'].sort());
  });
});
