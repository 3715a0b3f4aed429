import { isWave, schoolYearOf } from '#libs/domain';
import type { AlertActions } from '../alert-actions.js';
import type { Desk } from '../desk.js';
import { isOpen, subjectOf, type OpenEntry } from '../memory/alert-entry.js';
import { waveRule } from '../memory/alert-rule.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Communities } from '../memory/communities.js';
import type { Occasion } from './occasion.js';
import { isAboutRecords, type RecordsReaction } from './records.reaction.js';
import type { TimeWatch } from './time-watch.js';

export interface DayReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly desk: Desk;
  readonly records: RecordsReaction;
  readonly time: TimeWatch;
  readonly communities: Communities;
}

/** A school day begins: years end, alerts come back, recoveries are told, and what only time brings about is looked at. */
export class DayReaction {
  readonly #parts: DayReactionParts;

  constructor(parts: DayReactionParts) {
    this.#parts = parts;
  }

  async react(occasion: Occasion): Promise<void> {
    const { memory, communities, time } = this.#parts;
    const { date } = occasion.moment;
    communities.forget();
    memory.attention.forgetBefore(date);
    memory.waves.forgetBefore(date);
    for (const entry of memory.alerts.ofDistrict(occasion.district, occasion.cause.position)) await this.#lookAt(entry, occasion);
    await time.lookAtAll(occasion);
  }

  async #lookAt(entry: OpenEntry, occasion: Occasion): Promise<void> {
    const { actions, records } = this.#parts;
    const { raised } = entry;
    const { date } = occasion.moment;
    if (raised.schoolYear < schoolYearOf(date)) return actions.end(entry, { ended: 'year-ended', asOf: date }, occasion);
    this.#wake(entry, occasion);
    if (isAboutRecords(entry)) await records.reactToDay(entry, occasion);
    if (raised.rule === waveRule.name) await this.#watchWave(entry, occasion);
    if (isOpen(entry)) this.#standAlone(entry, occasion);
  }

  #wake(entry: OpenEntry, { moment, cause }: Occasion): void {
    const { snoozedUntil, route } = entry.state;
    if (snoozedUntil === null || snoozedUntil > moment.date) return;
    const notices = this.#parts.actions.notices(entry, 'woken', route.staff, { moment, cause });
    this.#parts.desk.perform(entry, { kind: 'wake', date: moment.date, notices }, cause);
  }

  async #watchWave(entry: OpenEntry, occasion: Occasion): Promise<void> {
    const { memory, communities, actions } = this.#parts;
    const { district, raised } = entry;
    if (raised.communityId === null) return;
    const { calm } = memory.triggerSets.for(district, raised.communityId);
    const size = await communities.size(district, raised.schoolYear, raised.communityId);
    const stands = size !== null && isWave(memory.waves.of(district, raised.communityId), size, occasion.moment.date, calm);
    if (!stands) actions.end(entry, { ended: 'recovered', asOf: occasion.moment.date }, occasion);
  }

  /** The alert that told of this one is over, whatever happened in between. */
  #standAlone({ district, raised, state }: OpenEntry, occasion: Occasion): void {
    const { actions, memory } = this.#parts;
    const lead = state.mergedInto;
    if (lead === null || memory.alerts.about(district, subjectOf(raised), occasion.cause.position).some(({ alertId }) => alertId === lead))
      return;
    actions.separateFrom({ district, alertId: lead, raised }, occasion);
  }
}
