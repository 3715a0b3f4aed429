import { addCounts, noCounts, type CommunityDocument, type StatusCounts } from '#libs/views';
import { communityView } from '../communities/community-view.js';
import type { ShownDistrict } from './start-page.query.js';

/** A page of all communities of a large district takes longer to make, and to read, than anybody waits. */
const COMMUNITIES_SHOWN = 24;

/** All students of communities together. */
export function sumOf(communities: readonly CommunityDocument[]): { readonly students: number; readonly counts: StatusCounts } {
  const students = communities.reduce((sum, { size }) => sum + size, 0);
  return { students, counts: communities.reduce((sum, { counts }) => addCounts(sum, counts), noCounts) };
}

/** So many communities as a page has room for, and which page it is; the last one where there are fewer than asked for. */
export function pageOf(communities: readonly CommunityDocument[], asked: number): Pick<ShownDistrict, 'communityViews' | 'page' | 'pages'> {
  const pages = Math.max(1, Math.ceil(communities.length / COMMUNITIES_SHOWN));
  const page = Math.min(asked, pages);
  const ofPage = communities.slice((page - 1) * COMMUNITIES_SHOWN, page * COMMUNITIES_SHOWN);
  return { communityViews: ofPage.map(communityView), page, pages };
}
