import { detect, isStatusCause, parseStream, statusSignal, type StatusChanged, type TriggerSet } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { BreachError } from './breach.error.js';
import { ruleAbout } from '../../../alerting/index.js';

/** What is open of a name now: its stage; null where nothing is. */
type OpenStageOf = (name: string) => { readonly stage: number } | null;

/** The alerts that a recorded change of status calls for: each is to be raised because of it, once, and no other. */
export class DueAlerts {
  #names = new Set<string>();
  #position = 0;
  /** How many changes have called for an alert. */
  count = 0;

  /** Looks at a change under the triggers that are in force. */
  lookAt(event: RecordedEvent, set: TriggerSet, openOf: OpenStageOf): void {
    const change = event.data as StatusChanged;
    const stream = parseStream(event.stream);
    if (stream.kind !== 'status') return;
    const place = { studentKey: stream.key, communityId: change.communityId, schoolId: change.schoolId };
    this.#position = event.position;
    for (const trigger of set.triggers) {
      if (!isStatusCause(trigger.when)) continue;
      const name = ruleAbout(stream.district, place, trigger.name);
      if (detect(trigger, statusSignal(trigger.when, change), openOf(name))?.kind !== 'raise') continue;
      this.#names.add(name);
      this.count += 1;
    }
  }

  /** False where the change at this position did not call for it. */
  settle(name: string): boolean {
    return this.#names.delete(name);
  }

  /** @throws BreachError where an alert is missing. */
  requireNone(): void {
    const [missing] = this.#names;
    if (missing === undefined) return;
    throw new BreachError(`No alert was raised though the change of status at event ${this.#position} calls for one: ${missing}.`);
  }
}
