import type { AdoptionView } from '#libs/contracts';
import type { DistrictRules } from '#libs/views';

/** Every decision of a district on its rules, in order. */
export function adoptionViews({ adoptions }: DistrictRules): AdoptionView[] {
  const last = new Map(adoptions.map((adoption) => [adoption.community, adoption]));
  return adoptions.map((adoption) => {
    const { community, profile, by, reason, since, recordedAt } = adoption;
    const { name, version } = profile;
    return { communityId: community, profile: name, version, by, reason, since, recordedAt, inForce: last.get(community) === adoption };
  });
}
