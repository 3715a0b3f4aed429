import { NO_STREAM, type EventStore } from '#libs/event-sourcing';

export interface LastOfType<Data> {
  readonly data: Data | null;
  /** Where the stream ended when it was read: the revision to expect of it. */
  readonly revision: number;
}

const PAGE = 50;

/** The last event of one type in a stream, of which `matches` holds, read from its end. */
export async function lastOfType<Data>(
  store: EventStore,
  stream: string,
  type: string,
  matches: (data: Data) => boolean = () => true,
): Promise<LastOfType<Data>> {
  let revision: number | null = null;
  let page = await store.readStream(stream, { direction: 'backward', limit: PAGE });
  while (page.length > 0) {
    revision ??= page[0]?.revision ?? NO_STREAM;
    const found = page.find((event) => event.type === type && matches(event.data as Data));
    if (found !== undefined) return { data: found.data as Data, revision };
    const first = page.at(-1)?.revision ?? 0;
    page = first === 0 ? [] : await store.readStream(stream, { direction: 'backward', from: first - 1, limit: PAGE });
  }
  return { data: null, revision: revision ?? NO_STREAM };
}
