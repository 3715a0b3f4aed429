import type {
  ActionKind,
  AttendanceStatus,
  FactTermKind,
  GradeLevel,
  IncidentCategory,
  StaffRole,
  Subject,
  WithdrawalReason,
} from './vocabulary.js';

/**
 * How a district's words are read: word lists and tables only, so that a district can replace any of them.
 * Enumerated values are compared without regard to case and without a descriptor's namespace (`uri://...#`).
 */
export interface EdfiMapping {
  readonly gradeLevels: Readonly<Record<string, GradeLevel>>;
  /** Reasons of withdrawal by a piece of the exit type's text, the first that fits; none: `other`. */
  readonly exits: readonly { contains: readonly string[]; reason: WithdrawalReason; diploma?: 'regular' | 'other' | 'none' }[];
  /** Calendar events that make a day instructional. */
  readonly instructionalEvents: readonly string[];
  readonly attendance: {
    /** Types of attendance events that are not read. */
    readonly ignoredTypes: readonly string[];
    /** Categories in order of precedence: of several on one day and section, the first here stands. */
    readonly categories: readonly { category: string; status: AttendanceStatus }[];
    /** The category by which a school's taking of attendance is recognized as affirmative. */
    readonly affirmativeCategory: string;
  };
  readonly subjects: {
    readonly areas: readonly { subject: Subject; areas: readonly string[] }[];
    /** Whole words of a course's title, the first list that fits; only where a course has no subject area. */
    readonly titleWords: readonly { subject: Subject; words: readonly string[] }[];
  };
  readonly marks: {
    readonly finalTypes: readonly string[];
    readonly interimTypes: readonly string[];
    readonly ignoredTypes: readonly string[];
    /** From the highest: the least number that still gives the letter. */
    readonly letterBands: readonly { from: number; letter: string }[];
    readonly failedResult: string;
    readonly summerTerms: readonly string[];
    /** Kinds of terms by a piece of the term's or period's name, the first that fits. */
    readonly termKinds: readonly { contains: string; kind: FactTermKind }[];
  };
  readonly discipline: {
    /** Kinds of actions by text, punctuation as spaces: equal to, or containing; the first that fits. */
    readonly kinds: readonly { kind: ActionKind; equals: readonly string[]; contains: readonly string[] }[];
    /** Participation that is not the offender's. */
    readonly bystanders: readonly string[];
    readonly categories: readonly { category: IncidentCategory; contains: readonly string[] }[];
  };
  readonly staff: {
    /** Roles at an organization by a whole word of the staff classification, the first that fits. */
    readonly classifications: readonly { role: StaffRole; words: readonly string[] }[];
    /** First day of an assignment that gives none. */
    readonly openFrom: string;
  };
  /** Cohort types that are communities; null: every one. */
  readonly communityTypes: readonly string[] | null;
}
