import type { NamedPerson } from '#libs/contracts';

export type PersonKind = NamedPerson['kind'];

export interface PersonId {
  /** 16 random bytes as 32 hex digits. */
  readonly key: string;
  /** The district's own id. */
  readonly id: string;
}

export interface Person extends PersonId {
  readonly district: string;
  readonly kind: PersonKind;
  readonly givenName?: string;
  readonly familyName?: string;
  /** Of staff. */
  readonly name?: string;
  readonly email?: string;
  readonly locale?: string;
  /** For the audit of fairness only. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A version of what a person is called. Versions are ordered by time, sequence, content. */
export interface ProfileVersion {
  readonly key: string;
  /** UTC instant in normal form. */
  readonly time: string;
  readonly sequence?: string;
  /** The record's data as canonical JSON. */
  readonly content: string;
  /** False where `time` is only the instant of an import of everything: then unchanged content is no new version. */
  readonly ownTime: boolean;
}

export type ProfileOutcome = 'saved' | 'unchanged' | 'superseded';

/** Canonical JSON that must not enter the log, and whose it is; null: no person's. */
export interface NewExtras {
  readonly person: string | null;
  readonly content: string;
}

export interface Erasure {
  /** How many dead letters went with the person. */
  readonly deadLetters: number;
}

/** The language that a person reads, ISO 639-1: English where none is known, or one that nothing is written in. */
export function languageOf(person: Pick<Person, 'locale'> | undefined): 'en' | 'es' {
  return person?.locale?.toLowerCase().startsWith('es') === true ? 'es' : 'en';
}

/** How a person is shown by id: of an erased one only that, and the beginning of the key. */
export function labelOf(key: string, person: PersonId | undefined): string {
  return person?.id ?? `erased:${key.slice(0, 8)}`;
}
