import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { ChangeSignal } from './change-signal.js';

describe('the signal of a change', () => {
  it('does not let a reader wait for what was announced since it looked', async () => {
    const changes = new ChangeSignal();
    const looked = changes.version;
    changes.announce();
    await changes.after(looked, undefined);
    expect(changes.version).toBeGreaterThan(looked);
  });

  it('leaves nothing behind on the signal that may abort its waits', async () => {
    const changes = new ChangeSignal();
    const abort = new AbortController();
    for (let n = 0; n < 20; n++) {
      const waiting = changes.after(changes.version, abort.signal);
      expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1);
      changes.announce();
      await waiting;
    }
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
  });

  it('watches for what nobody announces only while somebody waits', async () => {
    const log: string[] = [];
    const changes = new ChangeSignal(() => {
      log.push('watch');
      return () => log.push('end');
    });
    const waiting = [changes.after(0, undefined), changes.after(0, undefined)];
    expect(log).toEqual(['watch']);
    changes.announce();
    await Promise.all(waiting);
    expect(log).toEqual(['watch', 'end']);
  });
});
