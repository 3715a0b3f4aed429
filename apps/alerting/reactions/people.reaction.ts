import type { RecordedEvent } from '#libs/event-sourcing';
import type { AlertActions } from '../alert-actions.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Occasion } from './occasion.js';
import type { RecordsReaction } from './records.reaction.js';

export interface PeopleReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly records: RecordsReaction;
}

/** Ids were found to be one student's: alerts under the former ids end, and what they told of is not told again under the present one. */
export class PeopleReaction {
  readonly #parts: PeopleReactionParts;

  constructor(parts: PeopleReactionParts) {
    this.#parts = parts;
  }

  /** @param key what something was said of. */
  async react(key: string, event: RecordedEvent, occasion: Occasion): Promise<void> {
    const { memory, records } = this.#parts;
    const people = memory.reference.peopleOf(occasion.district);
    if (people === null || occasion.moment.date === '') return;
    const linked = [...people.linkedWith(key)].sort();
    const told = new Map<string, Set<string>>();
    for (const each of linked) {
      const person = people.personOf(each);
      if (person !== each) told.set(person, this.#end(each, occasion, told.get(person)));
    }
    for (const each of linked) {
      if (people.personOf(each) === each) await records.reactToIds(each, event, { occasion, told: told.get(each) ?? new Set() });
    }
  }

  /** Ends what was open under a former id until now, also where that was done before a crash. @returns the rules of it. */
  #end(key: string, occasion: Occasion, rules = new Set<string>()): Set<string> {
    const { memory, actions } = this.#parts;
    for (const entry of memory.alerts.about(occasion.district, `student ${key}`, occasion.cause.position - 1)) {
      rules.add(entry.raised.rule);
      actions.end(entry, { ended: 'overtaken', asOf: occasion.moment.date }, occasion);
    }
    return rules;
  }
}
