import { defaultProfile } from '#libs/domain';
import { adoptionViews, foldReference } from '../../gateway/index.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface HistoryCommand {
  readonly district?: string | undefined;
  readonly community?: string | undefined;
  readonly format: Format;
}

/** Which rules were in force for whom, since when, by whom and why, in the order in which it was decided. */
export async function showHistory(terminal: Terminal, { district: given, community, format }: HistoryCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const rules = (await foldReference(embedded.log, null)).rulesOf(district);
    const rows = adoptionViews(rules).filter(
      ({ communityId }) => community === undefined || communityId === null || communityId === community,
    );
    const { name, version } = defaultProfile();
    await printListing(terminal, format, {
      rows,
      columns: [
        { heading: 'since', cell: (row) => row.since },
        { heading: 'communityId', cell: (row) => row.communityId },
        { heading: 'profile', cell: (row) => row.profile },
        { heading: 'version', cell: (row) => row.version },
        { heading: 'by', cell: (row) => row.by },
        { heading: 'reason', cell: (row) => row.reason },
        { heading: 'recorded', cell: (row) => row.recordedAt },
        { heading: 'in force', cell: (row) => (row.inForce ? 'yes' : 'no') },
      ],
      caption: `District ${district}. Without a community: for all that have not decided for themselves. Before the first line: the default, ${name} version ${version}.`,
      empty: `Nobody has decided yet: the default is in force, ${name} version ${version}.`,
    });
  });
}
