import { join } from 'node:path';
import type { RecordName } from '#libs/domain';
import { elementKinds } from './kinds/kind-table.js';
import type { EdfiReportBook } from './report-book.js';
import type { SqliteStaging } from './staging/sqlite-staging.adapter.js';
import type { StagedElement } from './staging/staging.js';
import { packed, type XmlNode } from './xml/xml-node.js';
import { XmlFileError } from './xml/xml-file-error.js';
import { readXmlRecords, type XmlRecord } from './xml/xml-records.js';

const recordOf: ReadonlyMap<string, RecordName | null> = new Map(elementKinds.map(({ element, record }) => [element, record]));

/** An element over the limit: only its beginning is known. */
export type TooLarge = Pick<StagedElement, 'kind' | 'file' | 'line' | 'node'>;

/** Reads every file into the staging table. Of a file that cannot be read nothing is taken; the others go on. */
export async function stageFiles(
  { directory, names, signal }: { readonly directory: string; readonly names: readonly string[]; readonly signal?: AbortSignal },
  staging: SqliteStaging,
  report: EdfiReportBook,
): Promise<readonly TooLarge[]> {
  const tooLarge: TooLarge[] = [];
  for (const name of names) {
    const file = report.files.push(name) - 1;
    const counts = new FileCounts();
    const large: TooLarge[] = [];
    try {
      await readXmlRecords(join(directory, name), (record) => {
        signal?.throwIfAborted();
        counts.add(record);
        if (!record.tooLarge) stageElement(record, file, staging);
        else if (recordOf.has(record.node.name)) keepLarge(large, record, file);
      });
    } catch (error) {
      report.failedFiles.push({ file: name, ...failureOf(error) });
      staging.dropFile(file);
      continue;
    }
    counts.addTo(report);
    tooLarge.push(...large);
  }
  return tooLarge;
}

/** Most elements over the limit of which the beginning is kept, per file. */
const MOST_LARGE = 100;

function keepLarge(large: TooLarge[], { node, line }: XmlRecord, file: number): void {
  if (large.length === MOST_LARGE) throw new XmlFileError(`more than ${MOST_LARGE} elements over the limit of a record`, line);
  large.push({ kind: node.name, file, line, node });
}

function stageElement({ node, line }: XmlRecord, file: number, staging: SqliteStaging): void {
  if (recordOf.has(node.name)) staging.addElement({ kind: node.name, file, line, content: packed(node) });
  stageIdentified(node, file, staging);
}

/** Elements that can be referred to: of any kind, and within others too. */
function stageIdentified(node: XmlNode, file: number, staging: SqliteStaging): void {
  const id = node.attributes?.['id'];
  if (id !== undefined) staging.addIdentified(id, file, packed(node));
  for (const each of node.children) if (each.children.length > 0 || each.attributes !== null) stageIdentified(each, file, staging);
}

function failureOf(error: unknown): { line: number; reason: string } {
  if (error instanceof XmlFileError) return { line: error.line, reason: error.reason };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
  return { line: 1, reason: `cannot be read: ${message}` };
}

/** Counts of one file, added to the report when it was read to its end. */
class FileCounts {
  private readonly elements = new Map<string, number>();

  add({ node }: XmlRecord): void {
    this.elements.set(node.name, (this.elements.get(node.name) ?? 0) + 1);
  }

  addTo(report: EdfiReportBook): void {
    for (const [element, count] of this.elements) {
      const record = recordOf.get(element);
      const counts = record === undefined ? report.skipped : report.read;
      counts[element] = (counts[element] ?? 0) + count;
      if (record !== undefined && record !== null) report.countOf(record).read += count;
    }
  }
}
