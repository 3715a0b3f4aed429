import {
  isLate,
  isStatusCause,
  isWave,
  statusSignal,
  studentsInWindow,
  type Moment,
  type StatusCause,
  type StatusChanged,
  type StreamName,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { AlertActions } from '../alert-actions.js';
import type { CauseEnding, Observed } from '../observed.js';
import { causeOf } from '../cause-of.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Communities } from '../memory/communities.js';
import { waveRule } from '../memory/alert-rule.js';

export interface StatusReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly communities: Communities;
}

type StatusStream = Extract<StreamName, { kind: 'student' | 'status' }>;

/** A status or the result of a condition is another one: triggers that watch it are looked at. */
export class StatusReaction {
  readonly #parts: StatusReactionParts;

  constructor(parts: StatusReactionParts) {
    this.#parts = parts;
  }

  async react(stream: StatusStream, event: RecordedEvent): Promise<void> {
    const { memory, actions } = this.#parts;
    const change = event.data as StatusChanged;
    const { district } = stream;
    if (memory.isFormerId(stream)) return;
    const moment = memory.moments.of(district) ?? { date: change.asOf, hour: null };
    const isInWave = change.communityId !== null && (await this.#wave(district, change, event, moment));
    const { asOf, profile, profileVersion, milestone, communityId, schoolId, gradeLevel } = change;
    const { triggers, calm } = memory.triggerSets.for(district, communityId);
    // A history that is caught up with is old news too, though each change was fresh on its own day.
    const silent = change.silent === true || isLate({ date: asOf, knownAt: null }, stream.year, moment.date, calm.pushWithinDays);
    for (const trigger of triggers) {
      const { when } = trigger;
      if (!isStatusCause(when)) continue;
      actions.observe(trigger, {
        district,
        schoolYear: stream.year,
        place: { studentKey: stream.key, communityId, schoolId },
        gradeLevel,
        signal: statusSignal(when, change),
        signalFor: (other) => (isStatusCause(other) ? statusSignal(other, change) : null),
        silent,
        cause: causeOf(event),
        moment,
        status: { asOf, profile, profileVersion, milestone },
        isInWave,
        ending: ({ raised }) => (raised.schoolYear === stream.year ? endingOf(when, change) : null),
      });
    }
  }

  /** Whether the student is one of very many who turned off track; the first to make them many raises the community's signal. */
  async #wave(district: string, change: StatusChanged, event: RecordedEvent, moment: Moment): Promise<boolean> {
    const { memory, actions, communities } = this.#parts;
    const { communityId, schoolId, status, previous, silent } = change;
    if (communityId === null || status !== 'off-track' || previous === 'off-track' || silent === true) return false;
    const { calm } = memory.triggerSets.for(district, communityId);
    const turned = memory.waves.of(district, communityId);
    if (turned.size < calm.wave.leastStudents) return false;
    const schoolYear = Number(event.stream.slice(event.stream.lastIndexOf('.') + 1));
    const size = await communities.size(district, schoolYear, communityId);
    if (size === null || !isWave(turned, size, moment.date, calm)) return false;
    const students = studentsInWindow(turned, moment.date, calm.wave.days);
    const wave: Observed = {
      district,
      schoolYear,
      place: { studentKey: null, communityId, schoolId },
      gradeLevel: null,
      signal: { level: students.length, evidence: [] },
      silent: false,
      cause: causeOf(event),
      moment,
      ending: () => null,
    };
    actions.observe(waveRule, wave);
    return true;
  }
}

/** The recorded change says why it is over. */
function endingOf(when: StatusCause, change: StatusChanged): CauseEnding {
  if (when.kind === 'status') {
    const isOvertaken = when.status === 'at-risk' && change.status === 'off-track';
    return isOvertaken ? 'overtaken' : (change.ended ?? 'recovered');
  }
  const condition = change.conditions.find(({ ended }) => ended !== undefined);
  return condition?.ended ?? change.ended ?? 'recovered';
}
