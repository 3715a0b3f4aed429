import {
  communityOn,
  isEnrolledOn,
  isUndecided,
  milestoneOf,
  placeOn,
  resultKey,
  type EnrolmentSpan,
  type EvaluationContext,
  type Milestone,
  type Profile,
  type StudentYear,
} from '#libs/domain';

/** What an evaluation would come to, seen without making its row: two equal looks make equal decisions. */
export interface Look {
  /** See `resultKey`. */
  readonly key: number;
  readonly profile: Profile;
  readonly place: EnrolmentSpan | null;
  readonly milestone: Milestone | null;
  readonly community: string | null;
  readonly enrolled: boolean;
  /** A day that is known by sections only and not decided yet: what is told differs from what is shown. */
  readonly undecided: boolean;
  readonly present: number;
  readonly absent: number;
}

export function lookAt(state: StudentYear, context: EvaluationContext): Look {
  const key = resultKey(state, context);
  const place = placeOn(state, context.asOf);
  return {
    key,
    profile: context.profile,
    place,
    milestone: place === null ? null : milestoneOf(context.profile, place.gradeLevel),
    community: communityOn(state, context.asOf),
    enrolled: isEnrolledOn(state, context.asOf),
    undecided: isUndecided(state, context.asOf),
    present: state.derived.present,
    absent: state.derived.absent,
  };
}

/** Nothing can have changed that is recorded. */
export function sameResults(a: Look, b: Look): boolean {
  return a.key === b.key && a.profile === b.profile && a.milestone === b.milestone && !a.undecided && !b.undecided;
}

/** Nothing can have changed that is shown, where no record of the student has come. */
export function sameRow(a: Look, b: Look): boolean {
  return (
    sameResults(a, b) &&
    a.place === b.place &&
    a.community === b.community &&
    a.enrolled === b.enrolled &&
    a.present === b.present &&
    a.absent === b.absent
  );
}
