import type { Subject } from '../facts/facts.js';
import { SharedValues } from './shared-values.js';

/** Marks from the highest to the lowest, strictly: an A is lower than an A+ though both are worth 4.0. */
export const letters = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'D-', 'F'] as const;
export type Letter = (typeof letters)[number];

/** What names a mark among a student's: a course has one for each term and origin. */
export interface MarkKey {
  readonly courseId: string;
  readonly termId: string;
  readonly transcript: boolean;
}

/** A mark as conditions see it. `letter` is null where the record is no mark (P, E, no result). */
export interface Mark extends MarkKey {
  readonly subject: Subject;
  /** From when it counts, as an index from July 1. */
  readonly day: number;
  readonly final: boolean;
  readonly summer: boolean;
  readonly letter: Letter | null;
  /** See `rankOf`. */
  readonly rank: number;
  readonly percent: number | null;
  readonly creditsAttempted: number | null;
  readonly creditsEarned: number | null;
}

/** What a student reached. */
type Reached = Pick<Mark, 'letter' | 'rank' | 'percent' | 'creditsEarned'>;

/** What the marks of a course have in common that are posted alike: the same for all its students. */
type Posting = Omit<Mark, keyof Reached>;

/**
 * The mark in a form that takes a third of the memory: a student has some 17 of them, and all of a course have the same posting, all
 * who reached the same the same of that.
 */
export function sharedMark(mark: Mark): Mark {
  return new SharedMark(postings.share(mark), allReached.share(mark));
}

const postings = new SharedValues<Posting>(
  ({ courseId }) => courseId,
  (a, b) =>
    a.day === b.day &&
    a.final === b.final &&
    a.termId === b.termId &&
    a.subject === b.subject &&
    a.transcript === b.transcript &&
    a.summer === b.summer &&
    a.creditsAttempted === b.creditsAttempted,
  ({ courseId, termId, transcript, subject, day, final, summer, creditsAttempted }) => ({
    courseId,
    termId,
    transcript,
    subject,
    day,
    final,
    summer,
    creditsAttempted,
  }),
);

const allReached = new SharedValues<Reached>(
  ({ percent, letter }) => percent ?? letter,
  (a, b) => a.letter === b.letter && a.percent === b.percent && a.creditsEarned === b.creditsEarned,
  ({ letter, rank, percent, creditsEarned }) => ({ letter, rank, percent, creditsEarned }),
);

class SharedMark implements Mark {
  readonly posting: Posting;
  readonly reached: Reached;

  constructor(posting: Posting, reached: Reached) {
    this.posting = posting;
    this.reached = reached;
  }

  get courseId(): Mark['courseId'] {
    return this.posting.courseId;
  }

  get termId(): Mark['termId'] {
    return this.posting.termId;
  }

  get transcript(): Mark['transcript'] {
    return this.posting.transcript;
  }

  get subject(): Mark['subject'] {
    return this.posting.subject;
  }

  get day(): Mark['day'] {
    return this.posting.day;
  }

  get final(): Mark['final'] {
    return this.posting.final;
  }

  get summer(): Mark['summer'] {
    return this.posting.summer;
  }

  get creditsAttempted(): Mark['creditsAttempted'] {
    return this.posting.creditsAttempted;
  }

  get letter(): Mark['letter'] {
    return this.reached.letter;
  }

  get rank(): Mark['rank'] {
    return this.reached.rank;
  }

  get percent(): Mark['percent'] {
    return this.reached.percent;
  }

  get creditsEarned(): Mark['creditsEarned'] {
    return this.reached.creditsEarned;
  }
}
