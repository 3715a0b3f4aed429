import { firstDayOf, gradeLevels, type GradeLevel, type RecordName } from '#libs/domain';
import type { RecordData } from '#libs/contracts';
import { Agenda } from './agenda.js';
import { Arrivals, type SimulatedEvent } from './arrivals.js';
import { calendarOf, type SchoolCalendar } from './calendar.js';
import type { Settings } from './options.js';
import { planOf, type Community, type Plan, type School } from './plan.js';
import { keyOf, purpose, type Key } from './random.js';
import { stepLater, stepOf } from './steps.js';
import { StudentTable, type Student } from './student-table.js';
import { utcOf } from './wall-clock.js';

/** Known fields of a record; the simulator sends no others. */
export type DataOf<Name extends RecordName> = {
  [Field in keyof RecordData[Name] as string extends Field ? never : Field]: RecordData[Name][Field];
};

/** How a day stands: factors of its season and weekday, and of the illness in each community. */
export interface Weather {
  readonly factor: number;
  readonly illness: Float32Array;
}

/** The district as it stands at a moment of the simulation: the one thing that changes. */
export class District {
  readonly seed: Key;
  readonly plan: Plan;
  readonly students: StudentTable;
  readonly arrivals: Arrivals;
  readonly agenda = new Agenda<() => void>();
  /** Corrections of attendance to come, packed (see `attendance-changes.ts`): they are by far the most. */
  readonly changes = new Agenda<number>();
  /** Present members by community. */
  readonly members: Uint16Array;
  calendar: SchoolCalendar;
  weather: Weather = { factor: 1, illness: new Float32Array(0) };
  /** School days and the days of preparation before each year, counted from 0. */
  day = -1;
  phase = 0;
  date = '';
  /** Index of the school day in its year. */
  index = 0;
  /** Local time, with its fraction. */
  seconds = 0;
  #persons = 0;
  #sent = 0;
  #incidents = 0;
  readonly #source: string;

  constructor(readonly settings: Settings) {
    this.seed = keyOf(keyOf(0x686f6d65, Math.floor(settings.seed / 2 ** 32)), settings.seed | 0);
    this.plan = planOf(settings, this.seed);
    this.students = new StudentTable(settings.students);
    this.arrivals = new Arrivals(settings.disorder, keyOf(this.seed, purpose.delay));
    this.members = new Uint16Array(this.plan.communities.length);
    this.calendar = calendarOf(this.seed, settings.firstYear);
    this.#source = `/districts/${encodeURIComponent(settings.district)}/simulator`;
  }

  get year(): number {
    return this.calendar.schoolYear;
  }

  get step(): number {
    return stepOf(this.day, this.phase);
  }

  get lastIndex(): number {
    return this.calendar.days.length - 1;
  }

  dateAt(index: number): string {
    const date = this.calendar.days[index];
    if (date === undefined) throw new RangeError(`There is no school day ${index} in ${this.year}.`);
    return date;
  }

  communityOf(student: Student): Community {
    return this.communityAt(student.community);
  }

  communityAt(index: number): Community {
    const community = this.plan.communities[index];
    if (community === undefined) throw new RangeError(`There is no community ${index}.`);
    return community;
  }

  schoolAt(index: number): School {
    const school = this.plan.schools[index];
    if (school === undefined) throw new RangeError(`There is no school ${index}.`);
    return school;
  }

  newPerson(): number {
    this.#persons += 1;
    return this.#persons;
  }

  newIncident(school: School): string {
    this.#incidents += 1;
    return `${school.id}-${this.year}-${this.#incidents}`;
  }

  /** The key of all that is drawn for a person. */
  keyOfPerson(person: number): Key {
    return keyOf(keyOf(this.seed, purpose.student), person);
  }

  /** The key of all that is drawn for a student on this day. */
  keyOfDay(student: Student): Key {
    return keyOf(this.keyOfPerson(student.person), 1000 + this.day);
  }

  /** Sends a record of this moment. */
  send<Name extends RecordName>(name: Name, subject: string, data: DataOf<Name>, sequence?: string): void {
    const event = this.#eventOf(name, subject, data, sequence);
    this.arrivals.send(event, this.#sent, this.step);
  }

  /** Sends a record of this moment that arrives only on the morning some days later. */
  sendLate<Name extends RecordName>(name: Name, subject: string, data: DataOf<Name>, days: number): void {
    this.arrivals.hold(this.#eventOf(name, subject, data), stepLater(this.step, days, 0));
  }

  /** Has something done in a phase some days later, at the latest on the year's last day; not at all where that phase is over. */
  later(days: number, phase: number, act: () => void): void {
    const step = this.stepIn(days, phase);
    if (step > this.step) this.agenda.add(step, act);
  }

  /** The step of a phase some days later, at the latest on the year's last day. */
  stepIn(days: number, phase: number): number {
    return stepLater(this.step, Math.min(days, this.lastIndex - this.index), phase);
  }

  #eventOf(name: RecordName, subject: string, data: Readonly<Record<string, unknown>>, sequence?: string): SimulatedEvent {
    this.#sent += 1;
    return {
      specversion: '1.0',
      id: `${this.settings.seed}-${this.#sent}`,
      source: this.#source,
      type: `homeroom.sis.${name}.v1`,
      subject,
      time: utcOf(this.date, this.seconds),
      datacontenttype: 'application/json',
      partitionkey: `${this.settings.district}/${subject}`,
      ...(sequence !== undefined && { sequence }),
      data,
    };
  }
}

export function studentId(student: Student): string {
  return `S${`${student.person}`.padStart(6, '0')}`;
}

/** The level of a grade that is counted from 0 (KG) to 12. */
export function levelOf(grade: number): GradeLevel {
  const level = gradeLevels[grade + 1];
  if (level === undefined) throw new RangeError(`There is no grade ${grade}.`);
  return level;
}

/** The first day on which nothing of this school year holds any more. */
export function endOfYear(district: District): string {
  return firstDayOf(district.year + 1);
}
