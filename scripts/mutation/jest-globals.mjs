/** What a spec imports from `@jest/globals`, outside of jest: its own circus collects the tests, its own `expect` judges. */
export { jestExpect as expect } from '@jest/expect';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';
export const jest = { getSeed: () => 1 };
