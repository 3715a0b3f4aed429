import { setImmediate } from 'node:timers/promises';
import { normalizeInstant, type SisRecord } from '#libs/domain';
import { sourceOf } from '../native/event-source.js';
import type { EdfiItem, EdfiReport } from './edfi-import.js';
import { stageFiles } from './first-look.js';
import { interchangeFiles } from './interchange-files.js';
import type { KindContext } from './kinds/kind-context.js';
import { elementKinds } from './kinds/kind-table.js';
import { defaultEdfiMapping } from './mapping/default-mapping.js';
import type { EdfiMapping } from './mapping/edfi-mapping.js';
import { loadInterchange } from './references/interchange.js';
import { Refused } from './refused.js';
import { EdfiReportBook } from './report-book.js';
import { claimAll, emitAll, refuse } from './second-look.js';
import { SqliteStaging } from './staging/sqlite-staging.adapter.js';
import { MAX_RECORD_CHARACTERS } from './xml/xml-records.js';

const LOOKED_AT_ONCE = 1_000;

export interface EdfiXmlOptions {
  /** The folder whose `*.xml` files are one interchange. */
  readonly directory: string;
  readonly district: string;
  /** When the district's system said so, RFC 3339: the interchange has no times of change. */
  readonly time: string;
  readonly mapping?: EdfiMapping;
  /** A new file for what is held between the two looks, removed afterwards; default in the system's temporary folder. */
  readonly stagingPath?: string;
  /** When it aborts, drawing a record rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface EdfiXmlImport {
  /**
   * Dead letters first, then records: profiles, calendars, communities, staff, enrolments with their withdrawals, memberships, marks,
   * behavior, attendance by date, submissions. To be drawn once.
   * @throws EdfiFolderError where there is nothing to read.
   */
  records(): AsyncGenerator<EdfiItem>;
  /** Grows as records are drawn. */
  readonly report: EdfiReport;
}

/**
 * Reads an Ed-Fi XML interchange in two looks: the files into a temporary table, then its records by natural key. Memory grows with the
 * schools, courses and sections of the interchange, not with its students and their records.
 */
export function readEdfiXml(options: EdfiXmlOptions): EdfiXmlImport {
  const time = normalizeInstant(options.time);
  if (time === null) throw new RangeError(`time "${options.time}" is no instant: expected RFC 3339, for example 2026-01-31T12:00:00Z`);
  const report = new EdfiReportBook();
  return { records: () => readAll(options, time, report), report };
}

async function* readAll(options: EdfiXmlOptions, time: string, report: EdfiReportBook): AsyncGenerator<EdfiItem> {
  const { directory, district, signal, mapping = defaultEdfiMapping } = options;
  const names = await interchangeFiles(directory);
  const watch = signal === undefined ? {} : { signal };
  const staging = new SqliteStaging(options.stagingPath);
  try {
    const tooLarge = await stageFiles({ directory, names, ...watch }, staging, report);
    staging.indexElements();
    const source = sourceOf(district, 'edfi-xml');
    const record = (name: SisRecord['name'], subject: string, data: SisRecord['data']): SisRecord => {
      return { name, district, subject, time, source, ownTime: false, data };
    };
    const context: KindContext = { mapping, staging, interchange: loadInterchange(staging, mapping, report), report, record };
    for (const element of tooLarge) {
      const kind = elementKinds.find((each) => each.element === element.kind);
      const refused = new Refused('too-large', element.kind, `a record over ${MAX_RECORD_CHARACTERS / 1024} KiB is not read`);
      if (kind !== undefined) yield* refuse(element, refused, { kind, context, district });
    }
    let looked = 0;
    for (const item of claimAll(context, district)) {
      if (item !== null) yield item;
      // Claiming goes on for long without a pause: a wish to stop gets its turn here.
      else if (++looked % LOOKED_AT_ONCE === 0) await setImmediate(undefined, watch);
    }
    for (const each of emitAll(context)) {
      report.countOf(each.name).emitted += 1;
      yield { kind: 'record', record: each };
    }
  } catch (error) {
    throw staging.explain(error);
  } finally {
    staging.close();
  }
}
