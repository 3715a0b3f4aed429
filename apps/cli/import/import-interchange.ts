import { EdfiMappingError, parseEdfiMapping, type EdfiMapping } from '#libs/contracts';
import { importEdfiXml, Intake, type EdfiXmlImportReport } from '../../ingestion/index.js';
import type { Embedded } from '../../standalone/index.js';
import type { Format } from '../format/format-option.js';
import { withFolder } from '../folder/with-folder.js';
import { parsedFile } from '../terminal/parsed-file.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { instantOption } from '../terminal/values.js';
import { finishImport } from './finish-import.js';

export interface InterchangeCommand {
  readonly directory: string;
  readonly district: string;
  readonly time?: string | undefined;
  /** A file; default the shipped mapping. */
  readonly mapping?: string | undefined;
  readonly force: boolean;
  readonly format: Format;
}

/** Takes in one Ed-Fi XML interchange. Files that cannot be read are told afterwards; the others are taken. */
export async function importInterchange(terminal: Terminal, { mapping: ownWords, ...command }: InterchangeCommand): Promise<void> {
  const time = command.time === undefined ? {} : { time: instantOption('--time', command.time) };
  const mapping = ownWords === undefined ? {} : { mapping: await parsedFile(ownWords, parseEdfiMapping, EdfiMappingError) };
  await withFolder(
    terminal,
    async (embedded) => {
      const report = await takeAll(terminal, embedded, { ...command, ...time, ...mapping });
      const problems = report.interchange.failedFiles.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
      await finishImport(terminal, embedded, { report, format: command.format, problems, notes: notesOf(report) });
    },
    { make: true },
  );
}

/** What the intake remembers is free again when this is done. */
async function takeAll(
  terminal: Terminal,
  { store, directory: people, clock }: Embedded,
  command: Omit<InterchangeCommand, 'mapping'> & { readonly mapping?: EdfiMapping },
): Promise<EdfiXmlImportReport> {
  const { HOMEROOM_TIME_ZONE: timeZone } = await terminal.settings();
  const { directory, district, force, time, mapping } = command;
  const intake = new Intake({ store, directory: people, clock });
  const options = {
    directory,
    district,
    force,
    intake,
    store,
    clock,
    timeZone,
    letters: people,
    signal: terminal.signal,
    ...(time !== undefined && { time }),
    ...(mapping !== undefined && { mapping }),
  };
  return withProgress(terminal, 'Importing', (progress) =>
    importEdfiXml({ ...options, onProgress: (total) => progress.update(takenOf(total)) }),
  );
}

function takenOf({ appended, unchanged, deadLettered }: EdfiXmlImportReport['total']): number {
  return appended + unchanged + deadLettered;
}

function notesOf({ interchange: { files, read, skipped, warnings } }: EdfiXmlImportReport): string[] {
  const notes = [`Read ${listOf(read)} from ${files.length} files.`];
  if (Object.keys(skipped).length > 0) notes.push(`Not mapped and passed over: ${listOf(skipped)}.`);
  for (const [what, { count, example }] of Object.entries(warnings)) notes.push(`${what}: ${count} times, for example ${example}.`);
  return notes;
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([element, count]) => `${count} ${element}`)
    .join(', ');
}
