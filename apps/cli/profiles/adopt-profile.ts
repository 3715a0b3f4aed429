import type { CommunityFacts } from '#libs/domain';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { recordDecision, requireCommunity } from '../folder/decisions.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { profileOption, textOption } from '../terminal/values.js';

interface AdoptCommand {
  readonly profile: string;
  readonly community?: string | undefined;
  readonly district?: string | undefined;
  readonly by: string;
  readonly reason: string;
}

type Adopted = CommunityFacts['profile-adopted'];

/** Records a decision of named people, and has every student whom it concerns judged by it. */
export async function adoptProfile(terminal: Terminal, command: AdoptCommand): Promise<void> {
  const { community, district: given } = command;
  const { name: profile, version } = profileOption('--profile', command.profile);
  if (community === undefined && given === undefined) {
    throw new UsageError('--community or --district is needed: say who is to be judged by these rules.');
  }
  const adopted: Adopted = { profile, version, by: textOption('--by', command.by), reason: textOption('--reason', command.reason) };
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    if (community !== undefined) await requireCommunity(embedded, district, community);
    await recordDecision(embedded, { district, community: community ?? null, type: 'profile-adopted.v1', data: adopted });
    await bringUpToDate(terminal, embedded);
    const whose = community === undefined ? `district ${district}` : `community ${community}`;
    await terminal.output.write(`${profile} version ${version} is in force for ${whose}.\n`);
  });
}
