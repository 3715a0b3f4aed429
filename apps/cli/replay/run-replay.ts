import type { Profile } from '#libs/domain';
import type { ReplayedChange, ReplayedRow } from '#libs/replay';
import type { Embedded } from '../../standalone/index.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { rulesOption } from '../profiles/rules-option.js';
import { withProgress } from '../terminal/progress.js';
import { stoppable } from '../terminal/stoppable.js';
import type { Terminal } from '../terminal/terminal.js';
import { printReplay } from './print-replay.js';
import { dayOf, planOf, type ReplayCommand, type ReplayPlan } from './replay-options.js';
import { ReplayThread } from './replay-thread.js';
import { runParts } from './run-parts.js';
import type { ChangeSender } from './send-changes.js';

/** Folds the history again under other rules and prints who would change; with a topic, sends each change of status too. */
export async function replay(terminal: Terminal, command: ReplayCommand): Promise<void> {
  const plan = await planOf(command);
  // Started first, so that they load their program beside what is done here.
  const threads = Array.from({ length: plan.workers - 1 }, () => new ReplayThread());
  try {
    await replayIn(threads, terminal, { command, plan });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

interface Given {
  readonly command: ReplayCommand;
  readonly plan: ReplayPlan;
}

async function replayIn(threads: readonly ReplayThread[], terminal: Terminal, { command, plan }: Given): Promise<void> {
  const profile = await rulesOption(terminal, command.profile, { option: '--profile', district: command.district });
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, command.district);
    const to = await dayOf(plan, embedded, district);
    const sender = plan.topic === null ? null : await senderTo(plan.topic, terminal, embedded);
    try {
      const rows = await rowsOf(terminal, embedded, { from: plan.from, threads, profile, district, to, sender });
      await printReplay(terminal, embedded, { ...command, district, profile, from: plan.from, to, rows });
      if (sender !== null) await terminal.errors.write(`${sender.sent} changes of status were sent to ${sender.topic}.\n`);
    } finally {
      await sender?.close();
    }
  });
}

/** Kafka's driver is loaded only where changes are sent. */
async function senderTo(topic: string, terminal: Terminal, { directory }: Embedded): Promise<ChangeSender> {
  const { openSender } = await import('./send-changes.js');
  return openSender(terminal, directory, topic);
}

interface Asked {
  readonly profile: Profile;
  readonly district: string;
  readonly from: string | null;
  readonly to: string;
  readonly threads: readonly ReplayThread[];
  readonly sender: ChangeSender | null;
}

function rowsOf(terminal: Terminal, embedded: Embedded, { threads, sender, ...asked }: Asked): Promise<readonly ReplayedRow[]> {
  const { district, profile, from, to } = asked;
  const { signal } = terminal;
  const onChanges = sender === null ? null : (changes: readonly ReplayedChange[]) => sender.send(changes);
  const said = (): string => {
    const sent = sender === null ? '' : ` ${sender.sent} changes of status were sent; another replay sends them under the same ids.`;
    return `there is no answer, and nothing has changed.${sent}`;
  };
  return stoppable(terminal, said, () =>
    withProgress(terminal, 'Replaying', async (progress) => {
      const question = { district, profile, from, to, upTo: await embedded.log.head() };
      return runParts(embedded, question, threads, { signal, progress, onChanges });
    }),
  );
}
