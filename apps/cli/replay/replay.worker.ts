import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { openEventStore } from '#libs/event-store';
import { replayHistory } from '../../gateway/index.js';
import type { PartMessage, ReplayPart } from './replay-part.js';

const port = parentPort;
if (port === null) throw new Error('This file is run as a thread of a replay.');
const say = (message: PartMessage): void => port.postMessage(message);

const { logUrl, question, tellsChanges } = workerData as ReplayPart;
const { log, close } = openEventStore(logUrl);
try {
  const rows = await replayHistory(log, question, {
    onPage: async (position, changes) => {
      const told = tellsChanges ? changes : [];
      say({ kind: 'page', position, changes: told });
      if (told.length > 0) await once(port, 'message');
    },
  });
  say({ kind: 'rows', rows });
} finally {
  await close();
  port.close();
}
