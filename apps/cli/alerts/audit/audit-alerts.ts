import { bringUpToDate } from '../../folder/bring-up-to-date.js';
import { withFolder } from '../../folder/with-folder.js';
import type { Terminal } from '../../terminal/terminal.js';
import type { AuditCounts } from './alert-audit.js';
import { auditLog } from './audit-log.js';

/** Checks from the log alone that alerting kept its promises, and prints how much was looked at. @throws BreachError */
export async function auditAlerts(terminal: Terminal, format: 'text' | 'json'): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    await bringUpToDate(terminal, embedded);
    const counts = await auditLog(embedded.log, terminal.signal);
    await terminal.output.write(format === 'json' ? `${JSON.stringify(counts)}\n` : wordsOf(counts));
  });
}

function wordsOf(counts: AuditCounts): string {
  return `Changes of status that call for an alert: ${counts.transitions}, each raised one, once
Alerts: ${counts.alerts}, ${counts.silent} of old news; never two open of one rule about one student
Retractions: ${counts.retractions}, each because of a correction
Notices: ${counts.notices}, each to somebody who could see whom it is about
Interruptions: ${counts.interruptions}, at most ${counts.mostInterruptions} of one person on one day; nobody beyond the budget
Escalations: ${counts.escalations}, each was due
`;
}
