import type { ReadModels } from '#libs/event-sourcing';
import { communities, type CommunityDocument } from '#libs/views';
import type { DistrictScope } from '../scope/district-scopes.js';

/** Of one school year; a district of a million students has some 4,000. */
const MOST_COMMUNITIES = 1_000;

/** The communities of the school year that is shown, as they are stored. @param community only that one. */
export async function communitiesOfYear(
  models: ReadModels,
  { district, year }: Pick<DistrictScope, 'district' | 'year'>,
  community: string | null = null,
): Promise<CommunityDocument[]> {
  const equals = community === null ? [district, year] : [district, year, community];
  const collection = models.collection<CommunityDocument>(communities);
  const { documents } = await collection.find({ index: 'byYear', equals, limit: MOST_COMMUNITIES });
  return documents.map(({ body }) => body);
}
