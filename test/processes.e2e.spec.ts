import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Distributed, serviceNames } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { inBatches, simulatedFile, type SimulatedFile } from './simulated-file.js';

describe('The four processes on one folder', () => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 60, 20);
    processes = await Distributed.in(homeroom.folder);
    await Promise.all(serviceNames.map((name) => processes.start(name)));
  });
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
  });

  it('come to the state of the embedded profile', async () => {
    for (const batch of inBatches(simulated.lines, 1_000)) expect(await processes.post(batch)).toMatchObject({ status: 200 });
    expect(await processes.state()).toBe(await processes.state(simulated.embedded));
  });

  it('say that they are ready and well', async () => {
    for (const name of serviceNames) {
      expect((await processes.operations(name, '/api/live')).status).toBe(200);
      expect((await processes.operations(name, '/api/ready')).status).toBe(200);
      expect(await (await processes.operations(name, '/api/health')).json()).toEqual({ status: 'up', reasons: [] });
    }
  });

  it('show what came in', async () => {
    const answer = await fetch(`${await processes.service('gateway').url()}/api/communities`);
    const { communities } = (await answer.json()) as { communities: { size: number }[] };
    expect(communities.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(50);
  });

  it('let nobody else evaluate the same students', async () => {
    const second = processes.begin('projections');
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/students are evaluated by process \d+ on .*: stop that one first/);
  });

  it('let another one stand by for alerts', async () => {
    const second = await processes.start('alerting', 'second');
    expect((await processes.operations('second', '/api/ready')).status).toBe(200);
    expect(await second.stop()).toBe(0);
  });

  it('answer what is in hand after they were told to stop', async () => {
    const url = new URL(`${await processes.service('ingestion').url()}/api/events`);
    const body = Buffer.from(`[${simulated.lines.slice(0, 50).join(',')}]`);
    const headers = { 'content-type': 'application/cloudevents-batch+json', 'content-length': body.length };
    const sending = request(url, { method: 'POST', headers });
    sending.write(body.subarray(0, 100));
    await once(sending, 'socket').then(([socket]) => once(socket as Socket, 'connect'));
    const ended = processes.service('ingestion').stop();
    await until(() =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    );
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    sending.end(body.subarray(100));
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(await ended).toBe(0);
  });

  it('stop when they are told to, without an error', async () => {
    expect(new Set(await processes.stop())).toEqual(new Set([0]));
  });
});

/** Asks again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 8_000;
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error('It did not come to it.');
    await delay(20);
  }
}
