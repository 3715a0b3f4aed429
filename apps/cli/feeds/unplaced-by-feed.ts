import { readPeople } from '#libs/casework';
import type { FeedOfRecords } from '#libs/directory';
import { students, type StudentDocument } from '#libs/views';
import { unplacedRecords } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { pagesOf } from '../folder/pages.js';

/** How many records of each feed wait for an enrolment. */
export async function unplacedByFeed({ models, store }: Embedded, district: string): Promise<(feed: FeedOfRecords) => number> {
  const people = await readPeople(models, district);
  const counts = new Map<string, number>();
  for await (const { body } of pagesOf(models.collection<StudentDocument>(students), { index: 'byUnplaced', equals: [district, 1] })) {
    for (const record of await unplacedRecords(store, body, people)) {
      const name = nameOf(record);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return (feed) => counts.get(nameOf(feed)) ?? 0;
}

function nameOf({ schoolId, source, record }: FeedOfRecords): string {
  return JSON.stringify([schoolId, source, record]);
}
