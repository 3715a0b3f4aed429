import { describe, expect, it } from '@jest/globals';
import { combinedHealth, HealthSource, whyNotReady, type Trouble } from './health.js';

class Part extends HealthSource {
  readonly #ready: boolean;
  readonly #troubles: readonly Trouble[];

  constructor(ready: boolean, ...troubles: readonly Trouble[]) {
    super();
    this.#ready = ready;
    this.#troubles = troubles;
  }

  override isReady(): boolean {
    return this.#ready;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    return this.#troubles;
  }
}

const preparing: Trouble = { what: 'The data is being prepared.', serious: false };
const damaged: Trouble = { what: 'A file is damaged.', serious: true };

describe('A process of several parts', () => {
  it('is ready when all of them are', () => {
    expect(
      [combinedHealth([new Part(true), new Part(true)]), combinedHealth([new Part(true), new Part(false)])].map((each) => each.isReady()),
    ).toEqual([true, false]);
  });

  it('says why it is not: what is not over by waiting comes first', async () => {
    expect(await whyNotReady(combinedHealth([new Part(false, preparing), new Part(false, damaged)]))).toBe(damaged.what);
    expect(await whyNotReady(new Part(false, preparing))).toBe(preparing.what);
    expect(await whyNotReady(new Part(false))).toBe('Not ready yet.');
  });
});
