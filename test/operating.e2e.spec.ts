import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeSettings, readSettings } from '#libs/service';
import { commandsIn } from './commands-in-docs.js';
import { farFromMidnight, startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';
import { RunningService, type ServiceName } from './homeroom-services.js';

const DOCUMENT = 'docs/operating.md';
const text = readFileSync(resolve(DOCUMENT), 'utf8');
const { scripts } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { scripts: Record<string, string> };

/** `NAME=value npm run -s homeroom -- args`, or `npm run start:NAME`. */
const COMMAND = /^(?<settings>(?:[A-Z_]+=\S+ )*)npm run (?:-s homeroom -- (?<args>.+)|start:(?<service>\w+))$/;

describe('docs/operating.md', () => {
  let homeroom: Homeroom;
  const running: RunningService[] = [];

  beforeAll(async () => {
    homeroom = await Homeroom.start();
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.kill()));
    await homeroom.end();
  });

  it.each(commandsIn(DOCUMENT, 'sh').map((command) => [command]))('says what works: %s', async (command) => {
    const { settings = '', args, service } = COMMAND.exec(command)?.groups ?? {};
    const given = Object.fromEntries(
      settings
        .trim()
        .split(' ')
        .filter(Boolean)
        .map((each) => each.split('=')),
    );
    const environment = pathsIn(homeroom.folder, given);
    if (service === undefined) {
      expect(args).toBeDefined();
      const words = (args ?? '').split(' ');
      const { code, err } = await startHomeroom(join(homeroom.folder, '.homeroom'), words, environment).ended;
      expect([code, err]).toEqual([0, '']);
      return;
    }
    const data = { HOMEROOM_DATA_DIR: join(homeroom.folder, '.homeroom'), HOMEROOM_TIME_ZONE: farFromMidnight() };
    const started = RunningService.start(service as ServiceName, data);
    running.push(started);
    const answer = await fetch(`${await started.operationsUrl()}/api/live`);
    expect(answer.status).toBe(200);
  });

  it('names no script and no setting that there is not', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    const known = describeSettings(readSettings({}, 'no.env')).map(({ name }) => name);
    const settings = [...text.matchAll(/\b(?:[A-Z]+_)+[A-Z]+\b/g)].map(([name]) => name);
    expect(settings.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('says of what needs servers only what the command line has', async () => {
    const commands = commandsIn(DOCUMENT, 'shell').flatMap((command) => COMMAND.exec(command)?.groups?.['args'] ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const args of commands) {
      const words = args.split(' ');
      const { code, out } = await startHomeroom(join(homeroom.folder, '.homeroom'), [...words.slice(0, 2), '--help']).ended;
      expect(code).toBe(0);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
    }
  });
});

/** Relative folders lie where the commands run. */
function pathsIn(folder: string, settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, join(folder, value)]));
}
