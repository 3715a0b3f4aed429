import { type StaffRole } from '#libs/domain';
import { endOfYear, type District } from './district.js';
import { familyNames, givenNames } from './names.js';
import type { Community, School } from './plan.js';
import { draw, keyOf, pick, purpose, type Key } from './random.js';
import { school as size, staff } from './rates.js';
import { groupsOf, sectionIdOf, takesSections } from './sections.js';
import { FIRST_SECTIONED_GRADE, PERIODS } from './attendance-codes.js';

/** A post in the district; people follow each other in it. */
export interface Post {
  /** Unique in the district. */
  readonly id: string;
  readonly key: Key;
}

const administrator = (district: District, school: School): Post => postOf(district, `${school.id}-P`, [0, school.index, 0]);
const lead = (district: District, community: Community): Post => postOf(district, `${community.id}-L`, [1, community.index, 0]);
export const advocate = (district: District, community: Community, n: number): Post =>
  postOf(district, `${community.id}-A${n + 1}`, [2, community.index, n]);
const counselor = (district: District, school: School, n: number): Post => postOf(district, `${school.id}-G${n + 1}`, [3, school.index, n]);

function postOf(district: District, id: string, parts: readonly number[]): Post {
  return { id, key: parts.reduce(keyOf, keyOf(district.seed, purpose.staff)) };
}

/** Who holds a post this year. */
export function holderOf(district: District, post: Post): string {
  return `T-${post.id}-${holdersUntil(district, post) + 1}`;
}

/** How often the post changed hands before this year began. */
function holdersUntil(district: District, post: Post): number {
  let changes = 0;
  for (let year = district.settings.firstYear + 1; year <= district.year; year++) {
    if (draw(keyOf(post.key, year), purpose.turnover) < staff.turnover) changes += 1;
  }
  return changes;
}

/** The year's staff of a school: administrator and counselors. */
export function staffSchool(district: District, school: School): void {
  const head = administrator(district, school);
  introduce(district, head);
  assign(district, head, 'administrator', { schoolId: school.id });
  const counselors = Math.max(1, Math.round((school.communities.length * 240) / size.perCounselor));
  for (let n = 0; n < counselors; n++) introduce(district, counselor(district, school, n));
  school.communities.forEach((index, n) => {
    assign(district, counselor(district, school, n % counselors), 'counselor', { communityId: district.communityAt(index).id });
  });
}

/** The year's staff of a community: lead and advocates; advocates also teach its sections. */
export function staffCommunity(district: District, community: Community): void {
  introduce(district, lead(district, community));
  assign(district, lead(district, community), 'lead', { communityId: community.id });
  for (let n = 0; n < community.advocates; n++) introduce(district, advocate(district, community, n));
  if (!takesSections(district, community.school)) return;
  let sections = 0;
  for (let grade = Math.max(FIRST_SECTIONED_GRADE, community.school.lowest); grade <= community.school.highest; grade++) {
    for (let group = 0; group < groupsOf(community); group++) {
      for (let period = 1; period <= PERIODS; period++) {
        const teacher = advocate(district, community, sections++ % community.advocates);
        assign(district, teacher, 'teacher', { sectionId: sectionIdOf(district, { community, grade, period, group }) });
      }
    }
  }
}

/** The profile of whoever is new in a post. */
function introduce(district: District, post: Post): void {
  const isNew = district.year === district.settings.firstYear || draw(keyOf(post.key, district.year), purpose.turnover) < staff.turnover;
  if (!isNew) return;
  const staffId = holderOf(district, post);
  const key = keyOf(post.key, holdersUntil(district, post));
  const given = pick(key, purpose.given, givenNames);
  const family = pick(key, purpose.family, familyNames);
  const email = `${given}.${family}.${post.id}@example.org`.toLowerCase();
  district.send('staff-profile', staffId, { staffId, name: `${given} ${family}`, email, locale: 'en-US' });
}

function assign(
  district: District,
  post: Post,
  role: StaffRole,
  target: { schoolId?: string; communityId?: string; sectionId?: string },
): void {
  const staffId = holderOf(district, post);
  district.send('staff-assigned', staffId, { staffId, role, ...target, from: district.dateAt(0), to: endOfYear(district) });
}
