import { NoAccessError, UnknownAlertError, UnknownStudentError, type Actor, type CaseworkParts } from '#libs/casework';
import { AlertRefusal, CareRefusal, ImpossiblePreferencesError, UnknownContactError } from '#libs/domain';
import { Clock, ConcurrencyError, EventStore, ReadModels } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { Injectable } from '@nestjs/common';
import { People } from '../people/people.js';
import { DistrictScopes } from '../scope/district-scopes.js';

/** Who asks for something to be done, by the district's ids. */
export interface Asking {
  readonly district: string | undefined;
  readonly staffId: string;
}

/** Finds out who does something, and tells what was refused as a problem. */
@Injectable()
export class Casework {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #parts: CaseworkParts;

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(scopes: DistrictScopes, people: People, store: EventStore, models: ReadModels, clock: Clock) {
    this.#scopes = scopes;
    this.#people = people;
    this.#parts = { store, models, clock };
  }

  /** @throws ProblemError */
  async as<T>({ district: asked, staffId }: Asking, work: (parts: CaseworkParts, actor: Actor) => Promise<T>): Promise<T> {
    const { district } = await this.#scopes.of(asked);
    const staff = await this.#people.keyOf(district, 'staff', staffId);
    if (staff === null) throw new ProblemError(404, 'There is no such member of staff in this district.');
    try {
      return await work(this.#parts, { district, staff });
    } catch (error) {
      throw problemOfRefusal(error) ?? error;
    }
  }

  /** The key of a student. @throws ProblemError */
  async studentKey(district: string, studentId: string): Promise<string> {
    const key = await this.#people.keyOf(district, 'student', studentId);
    if (key === null) throw new ProblemError(404, 'There is no such student in this district.');
    return key;
  }
}

function problemOfRefusal(error: unknown): ProblemError | null {
  if (error instanceof NoAccessError) return new ProblemError(403, error.message);
  const isUnknown = [UnknownAlertError, UnknownStudentError, UnknownContactError].some((unknown) => error instanceof unknown);
  if (isUnknown) return new ProblemError(404, (error as Error).message);
  if (error instanceof ImpossiblePreferencesError) return new ProblemError(400, error.message);
  if (error instanceof AlertRefusal || error instanceof CareRefusal) return new ProblemError(409, error.message);
  if (error instanceof ConcurrencyError)
    return new ProblemError(409, 'Others were faster at every try and nothing was recorded: try again.');
  return null;
}
