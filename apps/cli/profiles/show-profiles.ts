import { defaultProfile } from '#libs/domain';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { knownRules } from './known-rules.js';
import type { Language } from '#libs/views';
import { profileInWords } from './profile-words.js';
import { rulesOption } from './rules-option.js';

interface ListCommand {
  readonly district?: string | undefined;
  readonly format: Format;
}

export async function listProfiles(terminal: Terminal, { district, format }: ListCommand): Promise<void> {
  const rows = (await knownRules(terminal, district)).map(({ district: whose, profile }) => {
    const { name, version, title, source } = profile;
    return { name, version, title, source, default: profile === defaultProfile(), district: whose };
  });
  await printListing(terminal, format, {
    rows,
    columns: [
      { heading: 'name', cell: (row) => row.name },
      { heading: 'version', cell: (row) => row.version },
      { heading: 'title', cell: (row) => row.title },
      { heading: 'source', cell: (row) => row.source },
      { heading: 'default', cell: (row) => (row.default ? 'yes' : 'no') },
      { heading: 'own of district', cell: (row) => row.district },
    ],
    empty: 'There are no rules.',
  });
}

interface ShowCommand {
  readonly name: string;
  readonly district?: string | undefined;
  readonly format: 'text' | 'json';
  readonly language: Language;
}

export async function showProfile(terminal: Terminal, { name, district, format, language }: ShowCommand): Promise<void> {
  const profile = await rulesOption(terminal, name, { option: 'the name', district });
  await terminal.output.write(format === 'json' ? `${JSON.stringify(profile, null, 2)}\n` : profileInWords(profile, language));
}
