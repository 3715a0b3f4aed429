import type { ExplainedCondition } from '#libs/domain';
import { Query } from '@nestjs/cqrs';
import type { AlertView } from '../alerts/alert-view.js';
import type { StudentView } from './student-view.js';

export interface StudentDetail extends StudentView {
  readonly district: string;
  readonly schoolYear: number;
  readonly asOf: string;
  readonly profile: string;
  readonly profileVersion: string;
  /** The status on the days it changed. */
  readonly history: readonly (readonly [asOf: string, status: string])[];
  /** Each condition with its rule and the events behind its figure. */
  readonly evidence: readonly ExplainedCondition[];
  /** Newest first. */
  readonly alerts: readonly AlertView[];
}

export class ShowStudentQuery extends Query<StudentDetail> {
  constructor(
    readonly district: string | undefined,
    readonly studentId: string,
  ) {
    super();
  }
}
