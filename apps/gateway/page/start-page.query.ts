import type { AlertView, CommunityView, DistrictView, HealthAnswer } from '#libs/contracts';
import type { FollowThrough } from '#libs/casework';
import { Query } from '@nestjs/cqrs';

/** Everything the start page shows. */
export interface StartPage {
  /** All that are known, the shown one among them. */
  readonly districts: readonly DistrictView[];
  /** null while no district is known. */
  readonly shown: ShownDistrict | null;
  readonly health: HealthAnswer;
  /** False while the data is still being prepared. */
  readonly isReady: boolean;
}

export interface ShownDistrict extends DistrictView {
  readonly communityViews: readonly CommunityView[];
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
  constructor(readonly district: string | undefined) {
    super();
  }
}
