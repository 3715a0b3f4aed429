import type { GraduationRate } from '#libs/contracts';
import { cohortSize, graduationBy, lastDayOf, noGraduations, schoolYearOf, type Graduation, type GraduationCounts } from '#libs/domain';
import { careersOfCohort, type CareerSources } from './careers-of-cohort.js';

export interface CohortQuestion {
  readonly district: string;
  /** The class, by the year in which it graduates after four years. */
  readonly cohort: number;
  /** The district's day; null before its first one. */
  readonly today: string | null;
}

const YEARS = [4, 5, 6];

/** Graduation rates of one cohort for each number of years that has begun: the district, then schools, then communities, each by id. */
export async function graduationRates(sources: CareerSources, { district, cohort, today }: CohortQuestion): Promise<GraduationRate[]> {
  if (today === null) return [];
  const begun = YEARS.filter((years) => throughOf(cohort, years) <= schoolYearOf(today));
  const tally = new Tally(cohort, today);
  for await (const career of careersOfCohort(sources, district, cohort)) {
    for (const years of begun) tally.count(district, years, graduationBy(career, throughOf(cohort, years)));
  }
  return tally.rates();
}

function throughOf(cohort: number, years: number): number {
  return cohort + years - 4;
}

const scopes = ['district', 'school', 'community'] as const;
type Scope = (typeof scopes)[number];

/** Counts by scope, id and number of years. */
class Tally {
  readonly #counts = new Map<string, { scope: Scope; id: string; years: number; counts: GraduationCounts }>();
  readonly #cohort: number;
  readonly #today: string;

  constructor(cohort: number, today: string) {
    this.#cohort = cohort;
    this.#today = today;
  }

  count(district: string, years: number, graduation: Graduation | null): void {
    if (graduation === null) return;
    const { outcome, schoolId, communityId } = graduation;
    this.#add('district', district, { years, outcome });
    this.#add('school', schoolId, { years, outcome });
    if (communityId !== null) this.#add('community', communityId, { years, outcome });
  }

  rates(): GraduationRate[] {
    return [...this.#counts.values()]
      .toSorted((a, b) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope) || a.id.localeCompare(b.id) || a.years - b.years)
      .map(({ scope, id, years, counts }) => {
        const through = throughOf(this.#cohort, years);
        const students = cohortSize(counts);
        const rate = students === 0 ? null : Math.round((10_000 * counts['regular-diploma']) / students) / 10_000;
        return { scope, id, years, through, complete: this.#today > lastDayOf(through), students, rate, outcomes: counts };
      });
  }

  #add(scope: Scope, id: string, { years, outcome }: { years: number; outcome: Graduation['outcome'] }): void {
    const key = `${scope}/${years}/${id}`;
    const counts = this.#counts.get(key)?.counts ?? noGraduations;
    this.#counts.set(key, { scope, id, years, counts: { ...counts, [outcome]: counts[outcome] + 1 } });
  }
}
