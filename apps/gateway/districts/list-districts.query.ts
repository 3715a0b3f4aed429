import { Query } from '@nestjs/cqrs';

export interface DistrictView {
  readonly district: string;
  /** The district's own day; null before its first one. */
  readonly day: string | null;
  /** Named by its end year. */
  readonly schoolYear: number;
  /** Students enrolled in communities that day. */
  readonly students: number;
  readonly communities: number;
}

export class ListDistrictsQuery extends Query<readonly DistrictView[]> {}
