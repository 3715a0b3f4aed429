import type { CommunityFacts, SchoolChange } from '#libs/domain';

/** What a reference event changes for students. `people`: the keys that stand for one student with others than before. */
export type ReferenceChange =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'school'; readonly district: string; readonly school: string; readonly year: number; readonly change: SchoolChange }
  | { readonly kind: 'profile'; readonly district: string; readonly community: string | null }
  | { readonly kind: 'community'; readonly district: string; readonly community: string; readonly year: number }
  | { readonly kind: 'people'; readonly district: string; readonly keys: readonly string[] }
  | { readonly kind: 'day'; readonly district: string; readonly previous: string | null; readonly date: string };

/** One school year's definition of a community. */
export type CommunityDefinition = CommunityFacts['community-defined'];
