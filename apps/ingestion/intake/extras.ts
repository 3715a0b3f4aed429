import { canonicalContent } from '#libs/contracts';
import type { Directory } from '#libs/directory';
import { factOf, type Fact, type FactDraft } from './fact-of.js';

/** Fields that hold the district's ids of people. */
const peopleFields = ['studentId', 'staffId', 'newStudentId', 'substituteId'];

/** Puts what records say beyond their facts into the directory, durably, and completes the facts by what they offer. */
export async function factsWithExtras(drafts: readonly FactDraft[], directory: Directory): Promise<readonly Fact[]> {
  const withMore = drafts.filter((draft) => draft.hasExtras);
  if (withMore.length === 0) return drafts.map((draft) => factOf(draft, null));
  const handles = await directory.saveExtras(
    withMore.map((draft) => ({ person: draft.place.person, content: contentWithoutPeople(draft) })),
  );
  const handleOf = new Map(withMore.map((draft, index) => [draft, handles[index]]));
  return drafts.map((draft) => factOf(draft, handleOf.get(draft) ?? null));
}

function contentWithoutPeople({ record }: FactDraft): string {
  return canonicalContent(Object.fromEntries(Object.entries(record.data).filter(([field]) => !peopleFields.includes(field))));
}
