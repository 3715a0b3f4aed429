import { adoptedProfile, defaultProfile, lastDayOf, looksBack, shippedProfile, type Profile, type ProfileAdopted } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** A decision on the rules of a district, or of one of its communities. */
export interface Adoption extends Pick<ProfileAdopted, 'by' | 'reason'> {
  /** null: for every community that has not decided for itself. */
  readonly community: string | null;
  readonly profile: Profile;
  /** The district's day then; null before its first one. */
  readonly since: string | null;
  /** When it was recorded. */
  readonly recordedAt: string;
}

/** Names rules, as events and documents do. */
export interface NamedRules {
  readonly profile: string | null;
  readonly profileVersion: string | null;
}

/** The rules of one district: those in force, and every one that was, by name and version. */
export class DistrictRules {
  readonly #adoptions: Adoption[] = [];
  #lookBack = false;
  readonly #inForce = new Map<string | null, Profile>();
  readonly #own = new Map<string, { readonly definition: string; readonly profile: Profile }>();

  /** Takes a decision in: it holds from here on. @throws Error where it names shipped rules that this version does not have. */
  adopt(community: string | null, since: string | null, { data, recordedAt }: RecordedEvent): void {
    const decision = data as ProfileAdopted;
    const { by, reason } = decision;
    const profile = this.#rulesOf(decision);
    this.#lookBack ||= looksBack(profile);
    this.#inForce.set(community, profile);
    this.#adoptions.push({ community, profile, by, reason, since, recordedAt });
  }

  /** Every decision, in order. */
  get adoptions(): readonly Adoption[] {
    return this.#adoptions;
  }

  /** Whether some look, or looked, back at earlier school years. */
  get lookBack(): boolean {
    return this.#lookBack;
  }

  /** Rules of the district's own that were ever in force, in the order in which they first were. */
  get own(): readonly Profile[] {
    return [...this.#own.values()].map(({ profile }) => profile);
  }

  /** Those of a community: its own, else the district's, else the default. */
  inForce(community: string | null): Profile {
    return this.#inForce.get(community) ?? this.#inForce.get(null) ?? defaultProfile();
  }

  /** Those that were in force for a community when a school year ended: what is decided later is not about it. */
  inForceAtEnd(community: string | null, year: number): Profile {
    const by = (scope: string | null): Profile | undefined =>
      this.#adoptions.findLast((each) => each.community === scope && (each.since === null || each.since <= lastDayOf(year)))?.profile;
    return (community === null ? undefined : by(community)) ?? by(null) ?? defaultProfile();
  }

  /** Shipped rules or the district's own; null where there are none of that name and version. */
  find(name: string, version: string): Profile | null {
    return shippedProfile(name, version) ?? this.#own.get(nameOf(name, version))?.profile ?? null;
  }

  /** Shipped rules of a name, else the district's own in the newest version. */
  newest(name: string): Profile | null {
    return shippedProfile(name) ?? this.own.findLast((profile) => profile.name === name) ?? null;
  }

  /** Those that something was judged by; null where it says none, or such as are not known. */
  judging({ profile, profileVersion }: NamedRules): Profile | null {
    return profile === null || profileVersion === null ? null : this.find(profile, profileVersion);
  }

  /** The same rules are the same object: what was concluded under them stands. */
  #rulesOf(decision: ProfileAdopted): Profile {
    const { profile: name, version, definition } = decision;
    if (definition === undefined) return adoptedProfile(decision);
    const known = this.#own.get(nameOf(name, version));
    if (known?.definition === definition) return known.profile;
    const profile = adoptedProfile(decision);
    this.#own.set(nameOf(name, version), { definition, profile });
    return profile;
  }
}

function nameOf(name: string, version: string): string {
  return JSON.stringify([name, version]);
}
