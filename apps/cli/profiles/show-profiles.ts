import { DEFAULT_PROFILE, shippedProfiles } from '#libs/domain';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { profileOption } from '../terminal/values.js';
import { profileInWords, type Language } from './profile-words.js';

export async function listProfiles(terminal: Terminal, format: Format): Promise<void> {
  const rows = shippedProfiles.map(({ name, version, title, source }) => ({
    name,
    version,
    title,
    source,
    default: name === DEFAULT_PROFILE,
  }));
  await printListing(terminal, format, {
    rows,
    columns: [
      { heading: 'name', cell: (row) => row.name },
      { heading: 'version', cell: (row) => row.version },
      { heading: 'title', cell: (row) => row.title },
      { heading: 'source', cell: (row) => row.source },
      { heading: 'default', cell: (row) => (row.default ? 'yes' : 'no') },
    ],
    empty: 'There are no rules.',
  });
}

interface ShowCommand {
  readonly name: string;
  readonly format: 'text' | 'json';
  readonly language: Language;
}

export async function showProfile(terminal: Terminal, { name, format, language }: ShowCommand): Promise<void> {
  const profile = profileOption('the name', name);
  await terminal.output.write(format === 'json' ? `${JSON.stringify(profile, null, 2)}\n` : profileInWords(profile, language));
}
