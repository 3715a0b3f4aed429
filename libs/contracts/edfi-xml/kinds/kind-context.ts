import { schoolYearOf, type SisRecord } from '#libs/domain';
import type { EdfiMapping } from '../mapping/edfi-mapping.js';
import type { Interchange } from '../references/interchange.js';
import type { EdfiReportBook } from '../report-book.js';
import type { SqliteStaging } from '../staging/sqlite-staging.adapter.js';
import type { StagedElement } from '../staging/staging.js';
import { labelledYear } from '../references/values.js';

/** What every kind of record is read with. */
export interface KindContext {
  readonly mapping: EdfiMapping;
  readonly staging: SqliteStaging;
  readonly interchange: Interchange;
  readonly report: EdfiReportBook;
  /** A record of this import. */
  record(name: SisRecord['name'], subject: string, data: Readonly<Record<string, unknown>>): SisRecord;
}

/** Reads one element into claims; throws `Refused`. */
export type ClaimElement = (element: StagedElement, context: KindContext) => void;

/** A school year's label only helps to match references: one that contradicts the record's date is counted, nothing more. */
export function checkLabel(label: string | undefined, date: string, element: StagedElement, report: EdfiReportBook): void {
  const year = labelledYear(label);
  if (year === undefined || year === schoolYearOf(date)) return;
  const example = `${report.origin(element)}: ${element.kind} of ${date} is labelled ${label}; the date decides`;
  report.warn(`school-year-contradicts-date:${element.kind}`, example);
}
