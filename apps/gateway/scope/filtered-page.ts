import type { Collection, FindOptions, StoredDocument } from '#libs/event-sourcing';

export interface FilteredPage<T> {
  readonly documents: readonly StoredDocument<T>[];
  readonly next: string | null;
}

/** Looked through for one answer at most; the cursor leads on, so that a rare match costs several short answers and no long one. */
const MOST_LOOKED_AT = 1_000;

/** A page of the documents that match: each read asks for no more than there is room for, so that the cursor never skips one. */
export async function filteredPage<T>(
  collection: Collection<T>,
  query: Omit<FindOptions, 'limit'> & { readonly limit: number },
  matches: (body: T) => boolean,
): Promise<FilteredPage<T>> {
  const documents: StoredDocument<T>[] = [];
  let next = query.after ?? null;
  let lookedAt = 0;
  do {
    const limit = query.limit - documents.length;
    const page = await collection.find({ ...query, limit, ...(next === null ? {} : { after: next }) });
    documents.push(...page.documents.filter(({ body }) => matches(body)));
    lookedAt += limit;
    next = page.next;
  } while (next !== null && documents.length < query.limit && lookedAt < MOST_LOOKED_AT);
  return { documents, next };
}
