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
  let page = await store.readStream(stream, { direction: 'backward', limit: PAGE });
  const revision = page[0]?.revision ?? NO_STREAM;
  for (;;) {
    const found = page.find((event) => event.type === type && matches(event.data as Data));
    const earliest = page.at(-1)?.revision ?? 0;
    if (found !== undefined) return { data: found.data as Data, revision };
    if (earliest === 0) return { data: null, revision };
    page = await store.readStream(stream, { direction: 'backward', from: earliest - 1, limit: PAGE });
  }
}
