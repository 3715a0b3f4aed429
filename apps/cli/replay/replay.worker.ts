import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { upcasts } from '#libs/domain';
import { openEventStore } from '#libs/event-store';
import { replayHistory, type ReplayedChange } from '#libs/replay';
import type { PartMessage, ReplayPart } from './replay-part.js';

const port = parentPort;
if (port === null) throw new Error('This file is run as a thread of a replay.');
const say = (message: PartMessage): void => port.postMessage(message);

const [{ logUrl, question, tellsChanges }] = (await once(port, 'message')) as [ReplayPart];
const { log, close } = await openEventStore(logUrl, { upcasts });
try {
  const onChanges = async (changes: readonly ReplayedChange[]): Promise<void> => {
    say({ kind: 'changes', changes });
    await once(port, 'message');
  };
  const onPage = (position: number): void => say({ kind: 'page', position });
  const rows = await replayHistory(log, question, { onPage, ...(tellsChanges && { onChanges }) });
  say({ kind: 'rows', rows });
} finally {
  await close();
  port.close();
}
