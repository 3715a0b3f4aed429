import { DEFAULT_PROFILE, shippedProfiles, type Profile } from '#libs/domain';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';
import { profileOption } from '../terminal/values.js';

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

export async function showProfile(terminal: Terminal, name: string, format: 'text' | 'json'): Promise<void> {
  const profile = profileOption('the name', name);
  await terminal.output.write(format === 'json' ? `${JSON.stringify(profile, null, 2)}\n` : inWords(profile));
}

function inWords({ name, version, title, source, milestones }: Profile): string {
  const width = Math.max(...milestones.flatMap(({ conditions }) => conditions.map((condition) => condition.name.length)));
  const parts = milestones.map((milestone) => {
    const sentences = milestone.conditions.map((condition) => `  ${condition.name.padEnd(width)} ${condition.sentence}`);
    return [`${milestone.name}: grades ${milestone.grades.join(', ')}`, ...sentences].join('\n');
  });
  return `${title}\n${name}, version ${version}. Source: ${source}\n\n${parts.join('\n\n')}\n`;
}
