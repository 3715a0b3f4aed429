import type { TriggersAdopted } from '#libs/domain';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { recordDecision, requireCommunity } from '../folder/decisions.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { textOption } from '../terminal/values.js';
import { chosenSet } from './trigger-sets.js';

interface AdoptCommand {
  readonly triggers: string;
  readonly community?: string | undefined;
  readonly district?: string | undefined;
  readonly by: string;
  readonly reason: string;
}

/** Records a decision of named people on what is told to whom; it holds for what happens from then on. */
export async function adoptTriggers(terminal: Terminal, command: AdoptCommand): Promise<void> {
  const { community, district: given } = command;
  if (community === undefined && given === undefined) {
    throw new UsageError('--community or --district is needed: say for whom these triggers are to hold.');
  }
  const by = textOption('--by', command.by);
  const reason = textOption('--reason', command.reason);
  const { set, definition } = await chosenSet(command.triggers);
  const { name, version } = set;
  const adopted: TriggersAdopted = { set: name, version, by, reason, ...(definition !== undefined && { definition }) };
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    if (community !== undefined) await requireCommunity(embedded, district, community);
    await recordDecision(embedded, { district, community: community ?? null, type: 'triggers-adopted.v1', data: adopted });
    await bringUpToDate(terminal, embedded);
    const whose = community === undefined ? `district ${district}` : `community ${community}`;
    await terminal.output.write(`${name} version ${version} is in force for ${whose}.\n`);
  });
}
