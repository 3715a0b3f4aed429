import { ObjectId } from 'mongodb';
import { type MongoDatabase, NotYetError } from '#libs/mongodb';
import { UnknownPersonError } from '../directory.errors.js';
import type { ProfileOutcome, ProfileVersion } from '../people.js';
import { outcomeOf, type StoredProfile } from '../profile-version.js';
import type { PeopleCollection, PersonDocument } from './people-collection.js';

/** Keeps the largest version of each person's profile and answers what became of each, in order. */
export async function saveProfiles(
  database: MongoDatabase,
  people: PeopleCollection,
  profiles: readonly ProfileVersion[],
): Promise<readonly ProfileOutcome[]> {
  const persons = await people.requireAll(profiles.map(({ key }) => key));
  const outcomes: ProfileOutcome[] = [];
  for (const [key, own] of Map.groupBy(profiles.entries(), ([, profile]) => profile.key)) {
    const versions = own.map(([, profile]) => profile);
    const ofPerson = await saveOfOne(database, people, { key, person: persons.get(key) ?? null, versions });
    for (const [i, outcome] of ofPerson.entries()) outcomes[own[i]?.[0] ?? 0] = outcome;
  }
  return outcomes;
}

interface OfOnePerson {
  readonly key: string;
  readonly person: PersonDocument | null;
  readonly versions: readonly ProfileVersion[];
}

/** Folds the versions onto what stands, again where another process, or an answer that was lost, came in between. */
async function saveOfOne(
  database: MongoDatabase,
  people: PeopleCollection,
  { key, person, versions }: OfOnePerson,
): Promise<readonly ProfileOutcome[]> {
  const write = new ObjectId();
  let standing = person;
  let outcomes: readonly ProfileOutcome[] = [];
  await database.persistently(async () => {
    standing ??= await people.get(key);
    if (standing === null) throw new UnknownPersonError(key);
    if (standing.profile?.write.equals(write) === true) return;
    const { profile, ...folded } = foldProfiles(standing.profile ?? null, versions);
    outcomes = folded.outcomes;
    if (profile === null || !outcomes.includes('saved')) return;
    const before = standing;
    standing = null;
    if (!(await people.replaceProfile(before, { ...profile, write }))) throw new NotYetError('Another process saved the same profile.');
  });
  return outcomes;
}

interface Folded {
  readonly profile: StoredProfile | null;
  readonly outcomes: readonly ProfileOutcome[];
}

function foldProfiles(standing: StoredProfile | null, versions: readonly ProfileVersion[]): Folded {
  let profile = standing;
  const outcomes = versions.map((version) => {
    const outcome = outcomeOf(profile, version);
    const { time, sequence, content } = version;
    if (outcome === 'saved') profile = { time, content, ...(sequence !== undefined && { sequence }) };
    return outcome;
  });
  return { profile, outcomes };
}
