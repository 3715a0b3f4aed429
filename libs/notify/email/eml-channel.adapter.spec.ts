import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describeChannel, outgoingMessage } from '#libs/testing';
import type { Delivery } from '../delivery.js';
import { EmlChannel } from './eml-channel.adapter.js';

const SENDER = { from: 'Homeroom <homeroom@school.example>', envelopeFrom: 'bounces@school.example' };

let parent: string;
let folder: string;

async function makeFolder(): Promise<void> {
  parent = await mkdtemp(join(tmpdir(), 'homeroom-outbox-'));
  folder = join(parent, 'outbox');
}

const remove = (): Promise<void> => rm(parent, { recursive: true, force: true });

describeChannel('e-mail as files', async () => {
  await makeFolder();
  return {
    channel: new EmlChannel({ ...SENDER, folder }),
    recipient: outgoingMessage().recipient,
    received: () => readdir(folder).catch(() => []),
    fail: () => writeFileSync(folder, ''),
    close: remove,
  };
});

describe('e-mail as files', () => {
  beforeEach(makeFolder);
  afterEach(remove);

  const deliver = (messageId = 'notice-1'): Promise<Delivery> =>
    new EmlChannel({ ...SENDER, folder }).deliver(outgoingMessage({ messageId }), { signal: new AbortController().signal });

  it('are named by the message, whole, readable by their owner only, and leave nothing else behind', async () => {
    expect(await deliver()).toEqual({ outcome: 'delivered', reference: 'notice-1.eml' });
    await deliver();
    expect(await readdir(folder)).toEqual(['notice-1.eml']);
    const mail = await simpleParser(await readFile(join(folder, 'notice-1.eml')));
    expect([mail.messageId, mail.from?.value[0]?.address]).toEqual(['<notice-1@school.example>', 'homeroom@school.example']);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'notice-1.eml'))).mode & 0o077).toBe(0);
  });

  it('are tried again later where the folder cannot be written', async () => {
    await writeFile(folder, '');
    expect(await deliver()).toMatchObject({ outcome: 'retry', reason: { code: 'not-writable' } });
  });
});
