import {
  accessTo,
  decidePush,
  lineFor,
  routeFor,
  stageOf,
  type AlertRaised,
  type Moment,
  type Notice,
  type NoticeAbout,
  type Place,
  type Route,
  type Severity,
  type StaffRole,
  type Trigger,
} from '#libs/domain';
import type { Cause } from './desk.js';
import type { OpenEntry } from './memory/alert-entry.js';
import { ruleAbout, type AlertingMemory } from './memory/alerting-memory.js';

/** What somebody is to be told of. */
export interface Subject {
  readonly district: string;
  readonly place: Place;
  readonly rule: string;
  readonly severity: Severity;
  readonly about: NoticeAbout;
  readonly isInWave?: boolean;
  /** Whom the beginning interrupted; default nobody. */
  readonly interrupted?: ReadonlySet<string>;
}

/** Why people are told now. */
interface Told {
  readonly moment: Moment;
  readonly cause: Cause;
}

/** Finds who is told and decides whether it interrupts them, by what is remembered. */
export class Teller {
  readonly #memory: AlertingMemory;

  constructor(memory: AlertingMemory) {
    this.#memory = memory;
  }

  /** @param first roles that come before the usual line. */
  route(district: string, place: Place, date: string, first: readonly StaffRole[]): Route {
    return routeFor(place, date, this.#memory.staff.of(district), first);
  }

  /** Who is next in line where nobody has acknowledged; null where everybody was asked. */
  next({ district, raised, state }: OpenEntry, date: string, trigger: Pick<Trigger, 'stages'>): Route | null {
    const first = stageOf(trigger, state.stage).recipients;
    const line = lineFor(placeOf(raised), date, this.#memory.staff.of(district), first);
    return line.find(({ staff }) => staff.some((key) => !state.told.includes(key))) ?? null;
  }

  /** A notice to each who may see what it is about. */
  notices(subject: Subject, staff: readonly string[], { moment, cause }: Told): Notice[] {
    const { district, place } = subject;
    return staff.flatMap((key) => {
      const access = accessTo(place, moment.date, key, this.#memory.staff.of(district));
      return access === null ? [] : [{ staff: key, ...this.#push(subject, key, { moment, cause }), date: moment.date }];
    });
  }

  #push(subject: Subject, key: string, { moment, cause: { position: at } }: Told): Pick<Notice, 'push' | 'heldBy'> {
    const { district, place, rule, severity, about, isInWave = false, interrupted } = subject;
    const { attention, staff, triggerSets } = this.#memory;
    const { dailyBudget, quietHours } = staff.preferences(district, key);
    const isCoolingDown = about === 'raised' && attention.isCooling(ruleAbout(district, place, rule), moment.date, at);
    return decidePush(
      { about, severity, isCoolingDown, isInWave },
      {
        moment,
        isSchoolDay: this.#memory.isSchoolDay(district, place.schoolId, moment.date),
        interruptions: attention.interruptions(district, key, moment.date, at),
        wasInterrupted: interrupted?.has(key) ?? false,
        ...(dailyBudget !== undefined && { dailyBudget }),
        ...(quietHours !== undefined && { quietHours }),
      },
      triggerSets.for(district, place.communityId).calm,
    );
  }
}

export function placeOf({ studentKey, communityId, schoolId, sectionIds = [] }: AlertRaised): Place {
  return { studentKey, communityId, schoolId, sectionIds };
}
