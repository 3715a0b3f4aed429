import type { Collection, FindOptions, StoredDocument } from '#libs/event-sourcing';

const PAGE = 1_000;

/** All documents of a query, page by page. */
export async function* pagesOf<T>(
  collection: Collection<T>,
  query: Pick<FindOptions, 'index' | 'equals' | 'order'>,
): AsyncGenerator<StoredDocument<T>> {
  for (let after: string | null | undefined; after !== null;) {
    const page = await collection.find({ ...query, limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page.documents;
    after = page.next;
  }
}
