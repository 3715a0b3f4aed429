import { eventFiles, importEvents, ImportFileError, Intake, type EventFile, type ImportReport } from '../../ingestion/index.js';
import type { Embedded } from '../../standalone/index.js';
import type { Format } from '../format/format-option.js';
import { withFolder } from '../folder/with-folder.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { finishImport } from './finish-import.js';

export interface EventsCommand {
  readonly files: readonly string[];
  readonly district: string;
  readonly format: Format;
}

const STANDARD_INPUT = '-';

/** Takes in what can be read and says afterwards what could not. */
export async function importEventFiles(terminal: Terminal, { files, district, format }: EventsCommand): Promise<void> {
  const { found, problems } = await tryFiles(files, terminal);
  await withFolder(
    terminal,
    async (embedded) => {
      const report = await takeAll(terminal, embedded, { district, files: found });
      await finishImport(terminal, embedded, { report, format, problems });
    },
    { make: found.length > 0 },
  );
}

interface Found {
  readonly district: string;
  readonly files: readonly EventFile[];
}

/** What the intake remembers is free again when this is done. */
async function takeAll(terminal: Terminal, { store, directory, clock }: Embedded, { district, files }: Found): Promise<ImportReport> {
  const { HOMEROOM_TIME_ZONE: timeZone } = await terminal.settings();
  const intake = new Intake({ store, directory, clock });
  const options = { district, intake, store, clock, timeZone, signal: terminal.signal };
  return withProgress(terminal, 'Importing', (progress) =>
    importEvents(files, { ...options, onProgress: ({ read }) => progress.update(read) }),
  );
}

async function tryFiles(paths: readonly string[], { input }: Terminal): Promise<{ found: EventFile[]; problems: string[] }> {
  const found: EventFile[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      found.push({ name: 'standard input', open: () => input });
      continue;
    }
    try {
      found.push(...(await eventFiles([path])));
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      problems.push(error.message);
    }
  }
  return { found, problems };
}
