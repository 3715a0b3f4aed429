import { cohortSize, graduationBy, lastDayOf, noGraduations, schoolYearOf, type Graduation, type GraduationCounts } from '#libs/domain';
import { careers, type CareerDocument } from '#libs/views';
import { lastSchoolDay } from '../../ingestion/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { pagesOf } from '../folder/pages.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface GraduationRow extends GraduationCounts {
  readonly scope: 'district' | 'school' | 'community';
  readonly id: string;
  /** How many years after first entering grade 9. */
  readonly years: number;
  /** The school year up to whose end it is counted. */
  readonly through: number;
  /** False while that school year goes on. */
  readonly complete: boolean;
  /** Without those who transferred out. */
  readonly students: number;
  /** 0 to 1; null where nobody is counted. */
  readonly rate: number | null;
}

const columns: readonly Column<GraduationRow>[] = [
  { heading: 'scope', cell: (row) => row.scope },
  { heading: 'id', cell: (row) => row.id },
  { heading: 'years', cell: (row) => `${row.years}${row.complete ? '' : ' so far'}` },
  { heading: 'students', cell: (row) => row.students, align: 'right' },
  { heading: 'rate', cell: (row) => row.rate?.toFixed(3), align: 'right' },
  ...(['regular-diploma', 'other-credential', 'still-enrolled', 'dropped-out', 'unaccounted', 'transferred-out'] as const).map(
    (outcome): Column<GraduationRow> => ({ heading: outcome, cell: (row) => row[outcome], align: 'right' }),
  ),
];

const YEARS = [4, 5, 6];

/** Prints the graduation rates of one cohort, for each number of years that has begun. */
export async function showGraduation(
  terminal: Terminal,
  { cohort, district: asked, format }: { readonly cohort: number; readonly district?: string | undefined; readonly format: Format },
): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, asked);
    await bringUpToDate(terminal, embedded);
    const today = (await lastSchoolDay(embedded.store, district)) ?? '';
    const ends = YEARS.map((years) => ({ years, through: cohort + years - 4 })).filter(
      ({ through }) => today !== '' && through <= schoolYearOf(today),
    );
    const tally = new Tally();
    const collection = embedded.models.collection<CareerDocument>(careers);
    for await (const { body } of pagesOf(collection, { index: 'byCohort', equals: [district, cohort] })) {
      for (const { years, through } of ends) tally.count(district, years, graduationBy(body, through));
    }
    await printListing(terminal, format, {
      rows: tally.rows(cohort, today),
      columns,
      caption: `District ${district}, cohort of ${cohort}, as of ${today}`,
      empty: `Nobody of the cohort of ${cohort} is known by now.`,
    });
  });
}

/** Counts by scope, id and number of years. */
class Tally {
  readonly #counts = new Map<string, { scope: GraduationRow['scope']; id: string; years: number; counts: GraduationCounts }>();

  count(district: string, years: number, graduation: Graduation | null): void {
    if (graduation === null) return;
    const { outcome, schoolId, communityId } = graduation;
    this.#add('district', district, { years, outcome });
    this.#add('school', schoolId, { years, outcome });
    if (communityId !== null) this.#add('community', communityId, { years, outcome });
  }

  /** The district, then schools, then communities, each by id. */
  rows(cohort: number, today: string): GraduationRow[] {
    const order = ['district', 'school', 'community'];
    return [...this.#counts.values()]
      .toSorted((a, b) => order.indexOf(a.scope) - order.indexOf(b.scope) || a.id.localeCompare(b.id) || a.years - b.years)
      .map(({ scope, id, years, counts }) => {
        const through = cohort + years - 4;
        const students = cohortSize(counts);
        const rate = students === 0 ? null : Math.round((10_000 * counts['regular-diploma']) / students) / 10_000;
        return { scope, id, years, through, complete: today > lastDayOf(through), students, rate, ...counts };
      });
  }

  #add(scope: GraduationRow['scope'], id: string, { years, outcome }: { years: number; outcome: Graduation['outcome'] }): void {
    const key = `${scope}/${years}/${id}`;
    const counts = this.#counts.get(key)?.counts ?? noGraduations;
    this.#counts.set(key, { scope, id, years, counts: { ...counts, [outcome]: counts[outcome] + 1 } });
  }
}
