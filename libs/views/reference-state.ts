import {
  emptySchoolYear,
  evolveSchoolYear,
  Identities,
  parseStream,
  type CommunityFacts,
  type DistrictFacts,
  type IdentityFact,
  type Profile,
  type SchoolFact,
  type SchoolYear,
  type Schools,
  type StreamName,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { DistrictRules } from './district-rules.js';
import type { CommunityDefinition, ReferenceChange } from './reference-change.js';
import type { ReferenceDistrict } from './reference-district.js';

/** Streams that the reference state is folded from. */
export const referencePrefixes = ['school-', 'community-', 'district-', 'identity-'] as const;

const nothing: ReferenceChange = { kind: 'nothing' };

/**
 * Calendars, submitted days, definitions, adopted profiles, the district's day and which ids are one student's: small, folded again
 * from the reference streams at every start, never stored.
 */
export class ReferenceState {
  readonly #districts = new Map<string, ReferenceDistrict>();
  readonly #people = new Map<string, Identities>();

  /** Folds an event of a reference stream; superseded ones change nothing. */
  apply(event: RecordedEvent): ReferenceChange {
    if (event.superseded) return nothing;
    const stream = parseStream(event.stream);
    switch (stream.kind) {
      case 'school':
        return this.#applySchool(stream, event);
      case 'community':
        return this.#applyCommunity(stream, event);
      case 'district':
        return this.#applyDistrict(stream.district, event);
      case 'identity':
        return this.#applyIdentity(stream, event);
      default:
        return nothing;
    }
  }

  /** Which keys stand for one student; null where nothing was ever said of it in the district. */
  peopleOf(district: string): Identities | null {
    return this.#people.get(district) ?? null;
  }

  /** The same by district, where anything was said. */
  people(): Iterable<readonly [district: string, people: Identities]> {
    return this.#people;
  }

  districts(): string[] {
    return [...this.#districts.keys()];
  }

  /** The district's own day; null before its first one. */
  dayOf(district: string): string | null {
    return this.#district(district).day;
  }

  /** Days of the district that have started, in order. */
  daysOf(district: string): readonly string[] {
    return this.#district(district).days;
  }

  schoolsOf(district: string, year: number): Schools {
    return this.#schools(district, year);
  }

  /** A school's year; nothing is known of it where no event has said anything. */
  schoolOf(district: string, school: string, year: number): SchoolYear {
    const schools = this.#schools(district, year);
    const state = schools.get(school) ?? emptySchoolYear(year);
    schools.set(school, state);
    return state;
  }

  /** The rules for a student of a community: its own, else the district's, else the default. */
  profileFor(district: string, community: string | null): Profile {
    return this.#district(district).rules.inForce(community);
  }

  /** The district's rules, those of other times too. */
  rulesOf(district: string): DistrictRules {
    return this.#district(district).rules;
  }

  definitionOf(district: string, community: string, year: number): CommunityDefinition | null {
    return this.#district(district).communities.get(community)?.get(year) ?? null;
  }

  /** Whether rules that look back at earlier school years are, or were, in force in the district. */
  looksBack(district: string): boolean {
    return this.#district(district).rules.lookBack;
  }

  /** School years of which anything is known. */
  yearsOf(district: string): number[] {
    return [...this.#district(district).schools].flatMap(([year, schools]) => (schools.size > 0 ? [year] : []));
  }

  /** Ids of the communities defined in a school year. */
  communitiesOf(district: string, year: number): string[] {
    return [...this.#district(district).communities].flatMap(([id, years]) => (years.has(year) ? [id] : []));
  }

  #district(name: string): ReferenceDistrict {
    let district = this.#districts.get(name);
    if (district === undefined) {
      district = { day: null, days: [], rules: new DistrictRules(), schools: new Map(), communities: new Map() };
      this.#districts.set(name, district);
    }
    return district;
  }

  #schools(district: string, year: number): Map<string, SchoolYear> {
    const { schools } = this.#district(district);
    let ofYear = schools.get(year);
    if (ofYear === undefined) {
      ofYear = new Map();
      schools.set(year, ofYear);
    }
    return ofYear;
  }

  #applySchool(stream: Extract<StreamName, { kind: 'school' }>, event: RecordedEvent): ReferenceChange {
    const { district, school, year } = stream;
    const state = this.schoolOf(district, school, year);
    const change = evolveSchoolYear(state, { type: event.type, data: event.data } as SchoolFact);
    return { kind: 'school', district, school, year, change };
  }

  #applyCommunity(stream: Extract<StreamName, { kind: 'community' }>, event: RecordedEvent): ReferenceChange {
    const { district, community } = stream;
    const { communities, rules, day } = this.#district(district);
    let years = communities.get(community);
    if (years === undefined) {
      years = new Map();
      communities.set(community, years);
    }
    switch (event.type as `${keyof CommunityFacts}.v1`) {
      case 'community-defined.v1': {
        const definition = event.data as CommunityDefinition;
        years.set(definition.schoolYear, definition);
        return { kind: 'community', district, community, year: definition.schoolYear };
      }
      case 'community-retracted.v1': {
        const { schoolYear } = event.data as CommunityFacts['community-retracted'];
        years.delete(schoolYear);
        return { kind: 'community', district, community, year: schoolYear };
      }
      case 'profile-adopted.v1':
        rules.adopt(community, day, event);
        return { kind: 'profile', district, community };
      case 'triggers-adopted.v1':
      case 'belonging-surveyed.v1':
      case 'survey-retracted.v1':
        return nothing;
    }
  }

  #applyIdentity({ district, key }: { readonly district: string; readonly key: string }, event: RecordedEvent): ReferenceChange {
    const people = this.#people.get(district) ?? new Identities();
    this.#people.set(district, people);
    const keys = people.apply(key, { type: event.type, data: event.data } as IdentityFact, event.metadata);
    return keys.length === 0 ? nothing : { kind: 'people', district, keys };
  }

  #applyDistrict(name: string, event: RecordedEvent): ReferenceChange {
    const district = this.#district(name);
    switch (event.type as `${keyof DistrictFacts}.v1`) {
      case 'school-day-started.v1': {
        const { date } = event.data as DistrictFacts['school-day-started'];
        const previous = district.day;
        if (previous !== null && date <= previous) return nothing;
        district.day = date;
        district.days.push(date);
        return { kind: 'day', district: name, previous, date };
      }
      case 'profile-adopted.v1':
        district.rules.adopt(null, district.day, event);
        return { kind: 'profile', district: name, community: null };
      case 'triggers-adopted.v1':
      case 'school-hour-started.v1':
      case 'records-imported.v1':
        return nothing;
    }
  }
}
