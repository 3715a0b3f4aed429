import type { DeadLetterQuery, DeadLetterSummary, Directory, StoredDeadLetter } from '#libs/directory';
import { CommandFailedError } from '../terminal/failures.js';

const PAGE = 1_000;
const SHORTEST_BEGINNING = 4;

/** All dead letters of a query in order of arrival, page by page. */
export async function* deadLettersOf(directory: Directory, query: DeadLetterQuery): AsyncGenerator<DeadLetterSummary> {
  for (let after: string | null | undefined; after !== null;) {
    const page = await directory.deadLetters({ ...query, limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page.letters;
    after = page.next;
  }
}

/** One dead letter by its id or the beginning of it. @throws CommandFailedError where there is none, or several. */
export async function deadLetterBy(directory: Directory, given: string): Promise<StoredDeadLetter> {
  const exact = await directory.deadLetter(given);
  if (exact !== null) return exact;
  const found: string[] = [];
  if (given.length >= SHORTEST_BEGINNING) {
    for await (const { id } of deadLettersOf(directory, {})) if (id.startsWith(given)) found.push(id);
  }
  const [first, ...others] = found;
  if (others.length > 0) throw new CommandFailedError(`${found.length} dead letters begin with ${given}: give more of the id.`);
  const letter = first === undefined ? null : await directory.deadLetter(first);
  if (letter === null) throw new CommandFailedError(`no dead letter has the id ${given}: homeroom dead-letters list shows them all.`);
  return letter;
}

/** `records.ndjson:12` or where else it came from. */
export function originInWords({ origin }: DeadLetterSummary): string {
  switch (origin.kind) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'http':
      return origin.request === undefined ? 'HTTP' : `HTTP ${origin.request}`;
    case 'kafka':
      return `${origin.topic}/${origin.partition}/${origin.offset}`;
  }
}
