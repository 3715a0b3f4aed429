import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-node.js';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };

/**
 * `npm ci` refuses a lock that lacks one platform's binary, and `npm install` drops the ones that a registry does not have.
 * The exact versions and overrides in package.json keep these five complete.
 */
describe('package-lock.json', () => {
  it.each(['@swc/core', 'oxlint', 'oxlint-tsgolint', 'oxc-parser', 'unrs-resolver'])(
    'knows the binary of %s for every platform',
    (name) => {
      const platforms = Object.keys(lock.packages[`node_modules/${name}`]?.optionalDependencies ?? {});
      const missing = platforms.filter((platform) => lock.packages[`node_modules/${platform}`] === undefined);
      expect(platforms.length).toBeGreaterThan(3);
      expect(missing).toEqual([]);
    },
  );
});
