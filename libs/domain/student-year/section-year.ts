import { SharedValues } from './shared-values.js';
import { sectionSpans } from './spans.js';
import type { SectionLeaving, SectionYear } from './student-year.state.js';

/** When a student began and ended to attend a section. */
export type Attending = Pick<SectionYear, 'sectionId' | 'joined' | 'left'>;

/** The same for a whole class, and so is its form. */
export function sectionYear({ sectionId, joined, left }: Attending, year: number): SectionYear {
  return sections.share({ sectionId, joined, left, year, spans: sectionSpans({ joined, left }, year) });
}

const sections = new SharedValues<SectionYear>(
  ({ sectionId }) => sectionId,
  (a, b) => a.year === b.year && areSame(a.joined, b.joined, isSameDate) && areSame(a.left, b.left, isSameLeaving),
  (section) => section,
);

function areSame<Item>(a: readonly Item[], b: readonly Item[], same: (a: Item, b: Item) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as Item));
}

function isSameDate(a: string, b: string): boolean {
  return a === b;
}

function isSameLeaving(a: SectionLeaving, b: SectionLeaving): boolean {
  return a.date === b.date && a.joinedOn === b.joinedOn;
}
