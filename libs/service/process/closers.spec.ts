import { describe, expect, it } from '@jest/globals';
import { Closers } from './closers.js';

/** Three things, opened in order; those that are named fail to close. */
function opened(closers: Closers, ...failing: readonly string[]): string[] {
  const closed: string[] = [];
  for (const name of ['store', 'workers', 'door']) {
    closers.add(async () => {
      closed.push(name);
      if (failing.includes(name)) throw new Error(`The ${name} cannot be closed.`);
    });
  }
  return closed;
}

describe('What was opened', () => {
  it('is closed once, in the opposite order', async () => {
    const closers = new Closers();
    const closed = opened(closers);
    await closers.close();
    await closers.close();
    expect(closed).toEqual(['door', 'workers', 'store']);
  });

  it('is closed also after what cannot be closed, which is told then', async () => {
    const closers = new Closers();
    const closed = opened(closers, 'door', 'workers');
    await expect(closers.close()).rejects.toThrow('The door cannot be closed.');
    expect(closed).toEqual(['door', 'workers', 'store']);
  });

  it('is closed again where the rest cannot be made, and why is told', async () => {
    let closed: string[] = [];
    const made = Closers.around(async (closers) => {
      closed = opened(closers, 'workers');
      throw new Error('There is no room.');
    });
    await expect(made).rejects.toThrow('There is no room.');
    expect(closed).toEqual(['door', 'workers', 'store']);
  });
});
