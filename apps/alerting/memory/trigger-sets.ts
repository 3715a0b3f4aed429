import {
  adoptedTriggerSet,
  DEFAULT_TRIGGER_SET,
  parseStream,
  shippedTriggerSet,
  shippedTriggerSets,
  type AlertRaised,
  type Trigger,
  type TriggersAdopted,
  type TriggerSet,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { waveRule, type AlertRule } from './alert-rule.js';

/** What is told: the latest decision stands, a community's before its district's, which stands under null. */
export class TriggerSets {
  readonly #adopted = new Map<string, Map<string | null, TriggerSet>>();
  readonly #proposed: TriggerSet | null;
  /** Every set that was ever in force, by name and version. */
  readonly #known = new Map<string, TriggerSet>();

  /** @param proposed taken for everybody in place of what is adopted; null: none. */
  constructor(proposed: TriggerSet | null = null) {
    this.#proposed = proposed;
    for (const set of [...shippedTriggerSets, ...(proposed === null ? [] : [proposed])]) this.#know(set);
  }

  apply(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    const community = stream.kind === 'community' ? stream.community : null;
    const set = adoptedTriggerSet(event.data as TriggersAdopted);
    const ofDistrict = this.#adopted.get(stream.district) ?? new Map<string | null, TriggerSet>();
    this.#adopted.set(stream.district, ofDistrict.set(community, set));
    this.#know(set);
  }

  for(district: string, community: string | null): TriggerSet {
    if (this.#proposed !== null) return this.#proposed;
    const ofDistrict = this.#adopted.get(district);
    const found = ofDistrict?.get(community) ?? ofDistrict?.get(null) ?? shippedTriggerSet(DEFAULT_TRIGGER_SET);
    if (found === null) throw new Error(`The default trigger set ${DEFAULT_TRIGGER_SET} is missing.`);
    return found;
  }

  /** null: it is in force no more. */
  rule(district: string, community: string | null, name: string): AlertRule | null {
    if (name === waveRule.name) return waveRule;
    return this.for(district, community).triggers.find((trigger) => trigger.name === name) ?? null;
  }

  /** The trigger that an alert was raised by, as it was then; null where it is not known. */
  raisedBy({ rule, triggerSet, triggerSetVersion }: AlertRaised): Trigger | null {
    const set = this.#known.get(JSON.stringify([triggerSet, triggerSetVersion]));
    return set?.triggers.find(({ name }) => name === rule) ?? null;
  }

  /** Whether any set of the district watches something. */
  some(district: string, watches: (trigger: Trigger) => boolean): boolean {
    if (this.#proposed !== null) return this.#proposed.triggers.some(watches);
    return [this.for(district, null), ...(this.#adopted.get(district)?.values() ?? [])].some(({ triggers }) => triggers.some(watches));
  }

  #know(set: TriggerSet): void {
    this.#known.set(JSON.stringify([set.name, set.version]), set);
  }
}
