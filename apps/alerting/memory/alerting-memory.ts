import { dayIndex, parseStream, schoolYearOf, type AlertEvent, type DigestQueued, type DistrictFacts, type Place } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { ReferenceState } from '#libs/views';
import { causePositionOf, subjectOf, type AlertEntry } from './alert-entry.js';
import { Attention } from './attention.js';
import { Moments } from './moments.js';
import { OffTrackStudents } from './off-track-students.js';
import { OpenAlerts } from './open-alerts.js';
import { StaffAssignments } from './staff-assignments.js';
import { TriggerSets } from './trigger-sets.js';
import { Waves } from './waves.js';

/** Streams of what alerting goes by that stay few however much happens. */
export const smallPrefixes = ['community-', 'district-', 'identity-', 'school-', 'staff-'] as const;

/** Streams that alerting remembers; what it needs of students' records it reads when it needs it. */
export const memoryPrefixes = ['alert-', 'care-', 'notice-', 'status-', ...smallPrefixes] as const;

/** Streams that alerting writes itself: what stands there is known up to the end of the log, whatever was handled last. */
const ownPrefixes = ['alert-', 'notice-'];

/** Everything that alerting goes by: folded from the log; what grows with it is stored now and then, see `StoredMemory`. */
export class AlertingMemory {
  readonly reference = new ReferenceState();
  readonly moments = new Moments();
  readonly triggerSets: TriggerSets;
  readonly staff = new StaffAssignments((district) => this.reference.peopleOf(district));
  readonly alerts = new OpenAlerts();
  readonly attention = new Attention();
  readonly offTrack = new OffTrackStudents((district) => this.reference.peopleOf(district));
  readonly waves = new Waves();

  constructor(triggerSets = new TriggerSets()) {
    this.triggerSets = triggerSets;
  }

  /** Folds the log again at a start. @param handled everything up to here has been reacted to. */
  remember(event: RecordedEvent, handled: number): void {
    const isOwn = ownPrefixes.some((prefix) => event.stream.startsWith(prefix));
    if (!isOwn && event.position > handled) return;
    this.apply(event);
    if (event.type === 'school-hour-started.v1') this.passHour(event);
  }

  /** Folds an event; superseded ones change nothing. */
  apply(event: RecordedEvent): void {
    if (event.superseded) return;
    switch (parseStream(event.stream).kind) {
      case 'alert':
        return this.#applyAlert(event);
      case 'notice':
        return this.#applyNotice(event);
      case 'status':
        this.offTrack.applyStatus(event);
        return this.waves.apply(event);
      case 'care':
        return this.offTrack.applyCare(event);
      case 'staff':
        return this.staff.apply(event);
      case 'district':
      case 'community':
      case 'school':
      case 'identity':
        return this.#applyReference(event);
      case 'student':
    }
  }

  /** Remembers what a decision or a stored event of an alert means for people. @param cause position of what it was decided because of. */
  learn(entry: AlertEntry, event: AlertEvent, id: string, cause: number): void {
    if (event.type === 'alert-notified.v1') this.attention.notified(entry, event.data, id, cause);
    const isEnd = event.type === 'alert-resolved.v1' || event.type === 'alert-retracted.v1' || event.type === 'alert-closed.v1';
    if (!isEnd || entry.raised === null) return;
    const { communityId, rule } = entry.raised;
    const days = this.triggerSets.rule(entry.district, communityId, rule)?.coolDownDays ?? 0;
    this.attention.coolDown(ruleAbout(entry.district, entry.raised, rule), event.data.asOf, days, cause);
  }

  learnStored(entry: AlertEntry, { id, type, data, position, metadata }: RecordedEvent): void {
    this.learn(entry, { type, data } as AlertEvent, id, causePositionOf(metadata) ?? position);
  }

  /** An hour of school has passed for the alerts that wait since before it. */
  passHour(event: RecordedEvent): void {
    const { district } = parseStream(event.stream);
    const moment = this.moments.of(district);
    if (moment === null) return;
    for (const entry of this.alerts.ofDistrict(district, event.position)) {
      if (entry.position < event.position && this.isSchoolHour(entry, moment)) entry.hours += 1;
    }
  }

  /** Whether the school of an alert is open at a moment, as far as its calendar is known. */
  isSchoolHour(
    { district, raised }: Pick<AlertEntry, 'district' | 'raised'>,
    { date, hour }: { date: string; hour: number | null },
  ): boolean {
    const { from, to } = this.triggerSets.for(district, raised?.communityId ?? null).calm.schoolHours;
    return hour !== null && hour >= from && hour < to && this.isSchoolDay(district, raised?.schoolId ?? null, date);
  }

  /** Whether a student has another id now than this one: what is still recorded of it is told under that one. */
  isFormerId({ district, key }: { readonly district: string; readonly key: string }): boolean {
    return (this.reference.peopleOf(district)?.personOf(key) ?? key) !== key;
  }

  isSchoolDay(district: string, school: string | null, date: string): boolean {
    if (school === null) return true;
    const year = schoolYearOf(date);
    const { instructional } = this.reference.schoolOf(district, school, year);
    return instructional === null || instructional[dayIndex(date, year)] === 1;
  }

  #applyAlert(event: RecordedEvent): void {
    if (!this.alerts.apply(event)) return;
    this.learnStored(this.alerts.entry(event.stream), event);
  }

  #applyNotice(event: RecordedEvent): void {
    if (event.type !== 'digest-queued.v1') return;
    this.attention.digested(parseStream(event.stream).district, event.data as DigestQueued);
  }

  #applyReference(event: RecordedEvent): void {
    const change = this.reference.apply(event);
    if (change.kind === 'people') this.staff.regroup(change.district, change.keys);
    if (event.type === 'triggers-adopted.v1') this.triggerSets.apply(event);
    if (event.type === 'school-day-started.v1') {
      const { date } = event.data as DistrictFacts['school-day-started'];
      this.offTrack.startDay(parseStream(event.stream).district, date);
    }
    if (event.type === 'school-day-started.v1' || event.type === 'school-hour-started.v1') {
      this.moments.apply(event);
      this.alerts.forgetEnded(event.position);
    }
  }
}

/** Names a rule about one student, community or school: of one such at most one alert is open, and it cools down by itself. */
export function ruleAbout(district: string, about: Place, rule: string): string {
  return JSON.stringify([district, subjectOf(about), rule]);
}
