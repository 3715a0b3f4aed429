import type { SqliteDatabase, Statement } from '#libs/sqlite';
import type { ProfileOutcome, ProfileVersion } from '../people.js';
import { outcomeOf, type StoredProfile } from '../profile-version.js';
import type { PeopleTable } from './people-table.js';

/** The largest version of each profile. */
export class ProfilesTable {
  readonly #db: SqliteDatabase;
  readonly #people: PeopleTable;
  readonly #get: Statement;
  readonly #put: Statement;

  constructor(db: SqliteDatabase, people: PeopleTable) {
    this.#db = db;
    this.#people = people;
    this.#get = db.prepare('SELECT time, sequence, content FROM profiles WHERE person = ?');
    this.#put = db.prepare('INSERT OR REPLACE INTO profiles (person, time, sequence, content) VALUES (?, ?, ?, ?)');
  }

  save(profiles: readonly ProfileVersion[]): readonly ProfileOutcome[] {
    return this.#db.write(() => profiles.map((profile) => this.#saveOne(profile)));
  }

  #saveOne(profile: ProfileVersion): ProfileOutcome {
    const person = this.#people.numberOf(profile.key);
    const outcome = outcomeOf(this.#stored(person), profile);
    if (outcome === 'saved') this.#put.run(person, profile.time, profile.sequence ?? null, profile.content);
    return outcome;
  }

  #stored(person: number): StoredProfile | null {
    const row = this.#get.get(person) as { time: string; sequence: string | null; content: string } | undefined;
    if (row === undefined) return null;
    return { time: row.time, content: row.content, ...(row.sequence !== null && { sequence: row.sequence }) };
  }
}
