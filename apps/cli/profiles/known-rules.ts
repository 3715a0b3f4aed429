import { existsSync } from 'node:fs';
import { everyShippedProfile, type Profile } from '#libs/domain';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';

/** Rules that can be named. */
export interface KnownRules {
  readonly profile: Profile;
  /** Whose own they are; null: they come with the product. */
  readonly district: string | null;
}

/** The rules that come with the product. */
export const shippedRules: readonly KnownRules[] = everyShippedProfile.map((profile) => ({ profile, district: null }));

/** Those, then what districts have adopted of their own: one district, or all in the data folder, if there is one. */
export async function knownRules(terminal: Terminal, district: string | undefined): Promise<readonly KnownRules[]> {
  const { HOMEROOM_DATA_DIR } = await terminal.settings();
  if (!existsSync(HOMEROOM_DATA_DIR)) return shippedRules;
  const { foldReference } = await import('../../gateway/index.js');
  return withFolder(terminal, async ({ log }) => {
    const reference = await foldReference(log, null);
    const districts = district === undefined ? reference.districts().toSorted() : [district];
    const own = districts.flatMap((each) => reference.rulesOf(each).own.map((profile) => ({ profile, district: each })));
    return [...shippedRules, ...own];
  });
}
