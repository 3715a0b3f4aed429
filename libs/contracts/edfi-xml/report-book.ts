import type { RecordName } from '#libs/domain';
import type { EdfiRecordCount, EdfiReport } from './edfi-import.js';

/** Keeps the counts of an import while it runs. */
export class EdfiReportBook implements EdfiReport {
  readonly files: string[] = [];
  readonly failedFiles: { file: string; line: number; reason: string }[] = [];
  readonly read: Record<string, number> = {};
  readonly skipped: Record<string, number> = {};
  readonly records: { [name in RecordName]?: EdfiRecordCount } = {};
  readonly warnings: Record<string, { count: number; example: string }> = {};

  countOf(name: RecordName): EdfiRecordCount {
    return (this.records[name] ??= { read: 0, emitted: 0, deadLettered: 0 });
  }

  /** @param example where and what, of the first case only. */
  warn(code: string, example: string): void {
    const warning = (this.warnings[code] ??= { count: 0, example });
    warning.count += 1;
  }

  /** `file:line` of a staged element. */
  origin({ file, line }: { readonly file: number; readonly line: number }): string {
    return `${this.files[file] ?? ''}:${line}`;
  }
}
