import { foldReference } from '../../gateway/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { recordDecision, requireCommunity } from '../folder/decisions.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { textOption } from '../terminal/values.js';
import { decisionOn } from './decision-on-rules.js';
import { rulesOption } from './rules-option.js';

interface AdoptCommand {
  readonly profile: string;
  readonly community?: string | undefined;
  readonly district?: string | undefined;
  readonly by: string;
  readonly reason: string;
}

/** Records a decision of named people, and has every student whom it concerns judged by it. */
export async function adoptProfile(terminal: Terminal, command: AdoptCommand): Promise<void> {
  const { community, district: given } = command;
  const rules = await rulesOption(terminal, command.profile, { option: '--profile', district: given });
  if (community === undefined && given === undefined) {
    throw new UsageError('--community or --district is needed: say who is to be judged by these rules.');
  }
  const decision = { by: textOption('--by', command.by), reason: textOption('--reason', command.reason) };
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    if (community !== undefined) await requireCommunity(embedded, district, community);
    const known = (await foldReference(embedded.log, null)).rulesOf(district);
    const data = decisionOn(rules, known, decision);
    await recordDecision(embedded, { district, community: community ?? null, type: 'profile-adopted.v1', data });
    await bringUpToDate(terminal, embedded);
    const whose = community === undefined ? `district ${district}` : `community ${community}`;
    await terminal.output.write(`${rules.name} version ${rules.version} is in force for ${whose}.\n`);
  });
}
