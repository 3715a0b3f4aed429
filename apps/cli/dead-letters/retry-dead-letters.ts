import { deadLetterOf, parseCloudEvent, parseMessage, type ParseResult } from '#libs/contracts';
import type { Directory, StoredDeadLetter } from '#libs/directory';
import { Intake, type IntakeItem } from '../../ingestion/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { deadLetterBy, deadLettersOf, originInWords } from './find-dead-letters.js';

interface Retried {
  readonly id: string;
  readonly origin: string;
  readonly outcome: 'appended' | 'unchanged' | 'deadLettered' | 'passedOver';
  readonly message: string | null;
}

/** Tries dead letters again, those given or all that wait, and brings the read models up to date. */
export async function retryDeadLetters(terminal: Terminal, ids: readonly string[], format: Format): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const { store, directory, clock } = embedded;
    const intake = new Intake({ store, directory, clock });
    const rows: Retried[] = [];
    for (const id of ids.length > 0 ? ids : await waiting(directory)) {
      if (terminal.signal.aborted) break;
      const letter = await deadLetterBy(directory, id);
      rows.push({ id: letter.id, origin: originInWords(letter), ...(await retry(letter, intake, clock.now().toISOString())) });
    }
    const takenIn = rows.filter(({ outcome }) => outcome === 'appended' || outcome === 'unchanged');
    await directory.markRetried(
      takenIn.map(({ id }) => id),
      clock.now().toISOString(),
    );
    await printListing(terminal, format, {
      rows,
      columns: [
        { heading: 'id', cell: (row) => row.id.slice(0, 12) },
        { heading: 'origin', cell: (row) => row.origin },
        { heading: 'outcome', cell: (row) => row.outcome },
        { heading: 'message', cell: (row) => row.message },
      ],
      empty: 'No record waits to be tried again.',
    });
    if (takenIn.length > 0) await bringUpToDate(terminal, embedded);
  });
}

/** What was sent to a door of another district is only taken in where somebody names it. */
async function waiting(directory: Directory): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id, reason } of deadLettersOf(directory, { retried: false })) if (reason !== 'other-district') ids.push(id);
  return ids;
}

async function retry(letter: StoredDeadLetter, intake: Intake, receivedAt: string): Promise<Pick<Retried, 'outcome' | 'message'>> {
  const impossible = whyNot(letter);
  if (impossible !== null) return { outcome: 'passedOver', message: impossible };
  const result = judge(letter);
  const [taken] = await intake.take([itemOf(letter, result, receivedAt)]);
  return { outcome: taken?.outcome ?? 'passedOver', message: result.ok ? null : result.refusal.message };
}

const XML = /^\s*</;

function whyNot({ reason, original }: StoredDeadLetter): string | null {
  if (reason === 'tombstone') return 'It has no value that could be taken in.';
  if (reason === 'too-large') return 'Only its beginning was kept: send the record again, shorter.';
  if (XML.test(Buffer.from(original).toString('latin1', 0, 100))) {
    return 'It is part of an interchange and means nothing by itself: mend the interchange and import it again.';
  }
  return null;
}

/** In binary mode the headers are a part of the event; a member of a batch stands for itself. */
function judge({ origin, original, headers }: StoredDeadLetter): ParseResult {
  if (origin.kind === 'kafka')
    return parseMessage({ binding: 'kafka', headers: headers ?? {}, body: original })[0]?.result ?? parseCloudEvent(original);
  if (headers?.['ce-specversion'] === undefined) return parseCloudEvent(original);
  const [judged] = parseMessage({ binding: 'http', headers, body: original });
  return judged?.result ?? parseCloudEvent(original);
}

function itemOf({ origin, original, headers }: StoredDeadLetter, result: ParseResult, receivedAt: string): IntakeItem {
  if (result.ok) return { record: result.record };
  return { deadLetter: deadLetterOf({ refusal: result.refusal, origin, original, receivedAt, ...(headers !== undefined && { headers }) }) };
}
