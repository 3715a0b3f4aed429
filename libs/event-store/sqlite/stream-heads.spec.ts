import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openSqlite } from '#libs/sqlite';
import { LOG_FILE } from './log-layout.js';
import { StreamHeads } from './stream-heads.js';

it('the end of a stream moves forward only, whatever its writer believes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  const connection = openSqlite(LOG_FILE, { path: join(folder, 'log.sqlite') });
  const heads = new StreamHeads(connection);
  const move = (revision: number): void =>
    connection.write(() => {
      heads.set(1, revision, revision + 10);
      heads.flush();
    });
  move(3);
  expect(() => move(3)).toThrow('A stream stands further than its writer knew.');
  heads.forget();
  expect([heads.revisionOf(1), heads.positionOf(1)]).toEqual([3, 13]);
  connection.close();
  rmSync(folder, { recursive: true });
});
