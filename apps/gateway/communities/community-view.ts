import type { CommunityView } from '#libs/contracts';
import { trendOf, type CommunityDocument } from '#libs/views';

/** With each day of its trend: only for those that are shown. */
export function communityView({ year, dailyCounts, ...document }: CommunityDocument): CommunityView {
  return { ...document, trend: trendOf(dailyCounts), schoolYear: year, isOverLimit: document.size > document.sizeLimit };
}
