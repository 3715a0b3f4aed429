import { dayIndex, noContactSignal, schoolYearOf, silentFeedSignal, sizeSignal, type CauseKind } from '#libs/domain';
import type { AlertActions } from '../alert-actions.js';
import type { Observed } from '../observed.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { Communities } from '../memory/communities.js';
import type { LatestAttendance } from '../memory/latest-attendance.js';
import type { OffTrack } from '../memory/off-track-students.js';
import type { Occasion } from './occasion.js';

export interface TimeWatchParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly communities: Communities;
  readonly attendance: LatestAttendance;
}

type Seen = Pick<Observed, 'schoolYear' | 'gradeLevel' | 'place' | 'signal'>;

/** What only time brings about: no contact, a community that is too large, a feed that is silent. */
export class TimeWatch {
  readonly #parts: TimeWatchParts;

  constructor(parts: TimeWatchParts) {
    this.#parts = parts;
  }

  async lookAtAll(occasion: Occasion): Promise<void> {
    this.#contacts(occasion);
    await this.#communities(occasion);
    this.#feeds(occasion);
  }

  /** A contact was recorded or taken back: the student is looked at again at once. */
  lookAtContact(key: string, occasion: Occasion): void {
    const { offTrack, reference } = this.#parts.memory;
    const student = offTrack.get(occasion.district, reference.peopleOf(occasion.district)?.personOf(key) ?? key);
    if (student !== null) this.#contact(student, occasion);
  }

  #contacts(occasion: Occasion): void {
    const { memory } = this.#parts;
    const { district, moment } = occasion;
    if (!this.#isWatched('no-contact', district)) return;
    for (const student of memory.offTrack.of(district)) {
      if (student.year === schoolYearOf(moment.date)) this.#contact(student, occasion);
    }
    for (const { raised } of memory.alerts.ofDistrict(district, occasion.cause.position)) {
      if (raised.cause !== 'no-contact' || raised.studentKey === null) continue;
      if (memory.offTrack.get(district, raised.studentKey) === null)
        this.#observe('no-contact', { ...raised, place: raised, signal: null }, occasion);
    }
  }

  #contact({ key, year, since, place, gradeLevel }: OffTrack, occasion: Occasion): void {
    const { district, moment } = occasion;
    const last = this.#parts.memory.offTrack.lastContact(district, key, moment.date);
    this.#observe('no-contact', { schoolYear: year, gradeLevel, place, signal: noContactSignal(since, last, moment.date) }, occasion);
  }

  async #communities(occasion: Occasion): Promise<void> {
    const { memory, communities } = this.#parts;
    const { district, moment } = occasion;
    if (!this.#isWatched('community-size', district)) return;
    const schoolYear = schoolYearOf(moment.date);
    for (const communityId of memory.reference.communitiesOf(district, schoolYear)) {
      const found = await communities.of(district, schoolYear, communityId);
      if (found === null) continue;
      const place = { studentKey: null, communityId, schoolId: found.schoolId };
      this.#observe('community-size', { schoolYear, gradeLevel: null, place, signal: sizeSignal(found.size, found.sizeLimit) }, occasion);
    }
  }

  #feeds(occasion: Occasion): void {
    const { memory, attendance } = this.#parts;
    const { district, moment } = occasion;
    if (!this.#isWatched('silent-feed', district)) return;
    const schoolYear = schoolYearOf(moment.date);
    const today = dayIndex(moment.date, schoolYear);
    for (const [schoolId, school] of memory.reference.schoolsOf(district, schoolYear)) {
      const signal = silentFeedSignal(school, attendance.of(district, schoolId, schoolYear), today);
      this.#observe(
        'silent-feed',
        { schoolYear, gradeLevel: null, place: { studentKey: null, communityId: null, schoolId }, signal },
        occasion,
      );
    }
  }

  #isWatched(kind: CauseKind, district: string): boolean {
    return this.#parts.memory.triggerSets.some(district, ({ when }) => when.kind === kind);
  }

  #observe(kind: CauseKind, seen: Seen, { district, moment, cause }: Occasion): void {
    const { memory, actions } = this.#parts;
    for (const trigger of memory.triggerSets.for(district, seen.place.communityId).triggers) {
      if (trigger.when.kind !== kind) continue;
      actions.observe(trigger, { ...seen, district, silent: false, cause, moment, ending: () => 'recovered' });
    }
  }
}
