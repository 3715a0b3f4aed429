import type { StudentDetail } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ShowStudentQuery extends Query<StudentDetail> {
  constructor(
    readonly district: string | undefined,
    readonly studentId: string,
  ) {
    super();
  }
}
