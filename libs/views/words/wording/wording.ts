import type { Subject } from '#libs/domain';

/** What is said of findings in one language: always about the finding, never about the child. */
export interface Wording {
  readonly subjects: Readonly<Record<Subject, string>>;
  readonly anySubject: string;
  readonly or: string;
  readonly attendance: {
    readonly name: string;
    readonly unknown: string;
    readonly tooEarly: (days: number, needed: number | undefined) => string;
    readonly present: (present: number, days: number) => string;
  };
  readonly benchmark: {
    readonly latest: (subjects: string, met: boolean) => string;
    readonly several: (count: number, subjects: string, met: boolean) => string;
    readonly met: string;
    readonly none: string;
  };
  readonly average: { readonly name: string; readonly justBelow: (value: string) => string; readonly none: string };
  readonly credits: { readonly name: string; readonly none: string };
  readonly incidents: {
    readonly exclusionary: (count: number) => string;
    readonly reportable: (count: number) => string;
    readonly conduct: (count: number) => string;
    readonly unknown: string;
  };
  readonly marks: {
    readonly counted: (count: string, letters: string, subjects: string, final: boolean) => string;
    readonly lowest: (subjects: string, mark: string) => string;
    readonly none: (subjects: string, final: boolean) => string;
  };
  readonly bounds: {
    readonly none: string;
    readonly atLeast: string;
    readonly moreThan: string;
    readonly atMost: string;
    readonly fewerThan: string;
    readonly letter: (letter: string) => string;
  };
  /** @param clear where the finding is close to the line: what would be clear of it. */
  readonly needs: (bound: string, clear: string | null) => string;
  readonly nothingRecorded: string;
  readonly alerts: {
    readonly absences: (count: number, dates: string) => string;
    readonly discipline: (count: number) => string;
    readonly failingCourses: (count: number, courses: string) => string;
    readonly noContact: (days: number, since: string) => string;
    readonly communitySize: (students: number) => string;
    readonly wave: (students: number) => string;
    readonly silentFeed: (days: number, dates: string) => string;
    readonly more: (count: number) => string;
  };
}
