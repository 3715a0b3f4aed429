import { schoolYearOf } from '#libs/domain';
import { ProblemError } from '#libs/service';
import type { ReferenceState } from '#libs/views';
import { Injectable } from '@nestjs/common';
import { ReferenceView } from './reference-view.js';

/** The district that a question is about, with its day and the school year that is shown. */
export interface DistrictScope {
  readonly district: string;
  /** null before its first day: then nothing is evaluated yet. */
  readonly day: string | null;
  readonly year: number;
  readonly reference: ReferenceState;
}

/** Finds out which district is meant. */
@Injectable()
export class DistrictScopes {
  readonly #reference: ReferenceView;

  constructor(reference: ReferenceView) {
    this.#reference = reference;
  }

  async all(): Promise<DistrictScope[]> {
    const reference = await this.#reference.current();
    return reference
      .districts()
      .toSorted()
      .map((district) => scopeOf(district, reference));
  }

  /** @throws ProblemError where the district is not known, or not named although there are several. */
  async of(district: string | undefined): Promise<DistrictScope> {
    const scopes = await this.all();
    const [only, ...others] = scopes;
    if (district === undefined && only !== undefined && others.length === 0) return only;
    const found = scopes.find((scope) => scope.district === district);
    if (found !== undefined) return found;
    const known = scopes.length === 0 ? 'No district is known yet.' : `Known are: ${scopes.map((scope) => scope.district).join(', ')}.`;
    if (district === undefined && scopes.length > 0) throw new ProblemError(400, `district: say which one is meant. ${known}`);
    throw new ProblemError(404, district === undefined ? known : `There is no district ${JSON.stringify(district)}. ${known}`);
  }
}

/** The school year of the district's day; where nothing of it is known, the latest one before it of which something is. */
function scopeOf(district: string, reference: ReferenceState): DistrictScope {
  const day = reference.dayOf(district);
  const known = reference.yearsOf(district);
  const current = day === null ? Infinity : schoolYearOf(day);
  const year = Math.max(...known.filter((each) => each <= current));
  return { district, day, year: Number.isFinite(year) ? year : day === null ? 0 : current, reference };
}
