import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { startTypeScript } from '../typescript-process.js';
import { describeWithServer } from './describe-with-server.js';
import { javaClassPath } from './java-class-path.js';
import { JavaServer } from './java-server.js';
import { obtainMongoServer } from './mongo-server.js';
import { ServerUnavailableError } from './server-unavailable.error.js';

await describeWithServer('a Java server', obtainMongoServer, (start) => {
  it('is on its port from the start to a stop or kill, and again after another start', async () => {
    const { server, port } = await start();
    for (const end of ['kill', 'stop'] as const) {
      expect(await answers(port)).toBe(true);
      await server[end]();
      expect(await answers(port)).toBe(false);
      await server.start();
    }
    expect(await answers(port)).toBe(true);
    await server.stop();
    await server.stop();
  });

  it('ends with the process that started it, also when that one is killed', async () => {
    const starter = startTypeScript(new URL('mongo-server.starter.ts', import.meta.url), []);
    const [port] = (await once(starter.stdout, 'data')) as [string];
    expect(await answers(Number(port))).toBe(true);
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const deadline = performance.now() + 20_000;
    while ((await answers(Number(port))) && performance.now() < deadline) await pause(20);
    expect(await answers(Number(port))).toBe(false);
  });

  it('says what it printed when it ends at its start', async () => {
    const server = new JavaServer({ name: 'nothing', classPath: '.', mainClass: 'Nothing', args: [], isReady: async () => false });
    await expect(server.start()).rejects.toThrow(/nothing ended at its start:\n.*(class|Class)/s);
  });
});

describe('a Java program that cannot be had', () => {
  it('is refused with what Maven says', async () => {
    const program = { name: 'nothing', version: '1', dependencies: ['org.example.homeroom:nothing:1'] };
    await expect(javaClassPath(program)).rejects.toThrow(ServerUnavailableError);
    await expect(javaClassPath(program)).rejects.toThrow(/mvn failed: .*nothing/s);
  });
});

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
