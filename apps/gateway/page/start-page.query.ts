import type { AlertView, CommunityView, DistrictView, HealthAnswer } from '#libs/contracts';
import type { FollowThrough } from '#libs/casework';
import type { StatusCounts } from '#libs/views';
import { Query } from '@nestjs/cqrs';

/** Everything the start page shows. */
export interface StartPage {
  /** Ids of all that are known, the shown one among them. */
  readonly districts: readonly string[];
  /** null while no district is known. */
  readonly shown: ShownDistrict | null;
  readonly health: HealthAnswer;
  /** False while the data is still being prepared. */
  readonly isReady: boolean;
}

export interface ShownDistrict extends DistrictView {
  /** Students of all communities by their status. */
  readonly counts: StatusCounts;
  /** As many communities as a page has room for, and which page it is of how many. */
  readonly communityViews: readonly CommunityView[];
  readonly page: number;
  readonly pages: number;
  /** Of all communities, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** Newest first. */
  readonly alerts: readonly AlertView[];
  readonly week: Week;
  /** Over the alerts of the school year. */
  readonly followThrough: FollowThrough;
  /** Open alerts of students to whom nobody is assigned. */
  readonly unowned: number;
  /** Students of whom records wait for an enrolment. */
  readonly unplacedStudents: number;
  readonly deadLetters: number;
}

/** What has changed in the last school days. */
export interface Week {
  readonly newlyOffTrack: number;
  readonly backOnTrack: number;
}

export class StartPageQuery extends Query<StartPage> {
  /** @param page of the communities, from 1. */
  constructor(
    readonly district: string | undefined,
    readonly page: number,
  ) {
    super();
  }
}
