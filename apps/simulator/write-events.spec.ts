import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { simulateDistrict, writeEvents, type SimulationOptions } from './index.js';

const options: SimulationOptions = { district: 'maple', students: 80, seed: 1, days: 10 };

describe('Writing the events of a district', () => {
  it('writes each event as one line, waits for a slow destination, and leaves it open', async () => {
    let text = '';
    let waiting = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        waiting += 1;
        expect(waiting).toBe(1);
        text += chunk.toString();
        queueMicrotask(() => {
          waiting -= 1;
          done();
        });
      },
    });
    const written = await writeEvents(options, slow);
    const events = [...simulateDistrict(options)].flatMap((item) => (item.kind === 'event' ? [JSON.stringify(item.event)] : []));
    expect(written).toEqual({ days: 10, events: events.length });
    expect(text).toBe(`${events.join('\n')}\n`);
    expect(slow.writableEnded).toBe(false);
  });

  it('fails with the error of its destination', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) });
    await expect(writeEvents(options, full)).rejects.toThrow('no space left');
  });

  it('fails when its destination closes', async () => {
    const gone = new Writable({ highWaterMark: 1, write: () => gone.destroy() });
    await expect(writeEvents(options, gone)).rejects.toThrow('Premature close');
  });
});
