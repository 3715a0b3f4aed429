import { canonicalContent } from '#libs/contracts';
import { shippedProfiles, type Profile, type ProfileAdopted } from '#libs/domain';
import type { DistrictRules } from '#libs/views';
import { CommandFailedError } from '../terminal/failures.js';

/**
 * The decision to use these rules. Their name and version say once and for all what they ask for: shipped ones are known by them, a
 * district's own are written into the decision as a whole.
 * @throws CommandFailedError where name and version stand for other rules already.
 */
export function decisionOn(rules: Profile, known: DistrictRules, { by, reason }: Pick<ProfileAdopted, 'by' | 'reason'>): ProfileAdopted {
  const { name, version } = rules;
  const definition = canonicalContent({ ...rules });
  const decision = { profile: name, version, by, reason };
  const before = known.find(name, version);
  const isSame = before !== null && canonicalContent({ ...before }) === definition;
  if (shippedProfiles.some((shipped) => shipped.name === name)) {
    if (isSame) return decision;
    throw new CommandFailedError(
      `${name} is the name of published rules that come with Homeroom, and these ask for something else: give them a name of their own.`,
    );
  }
  if (before === null || isSame) return { ...decision, definition };
  throw new CommandFailedError(
    `${name} version ${version} was adopted before with other content: raise the version, so that it stays known what was decided then.`,
  );
}
