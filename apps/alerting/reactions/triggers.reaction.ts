import type { AlertActions } from '../alert-actions.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Occasion } from './occasion.js';

/**
 * Other triggers are in force: alerts of rules that are none any more, or watch something else, are closed. New rules apply to what
 * happens from now on.
 */
export function reactToTriggers(
  { memory, actions }: { readonly memory: AlertingMemory; readonly actions: AlertActions },
  { district, moment, cause }: Occasion,
): void {
  for (const entry of memory.alerts.ofDistrict(district, cause.position)) {
    const { rule: name, communityId, cause: kind = 'status' } = entry.raised;
    const rule = memory.triggerSets.rule(district, communityId, name);
    if (rule !== null && (rule.when?.kind ?? 'wave') === kind) continue;
    actions.end(entry, { ended: 'rule-changed', asOf: moment.date }, { cause, moment });
  }
}
