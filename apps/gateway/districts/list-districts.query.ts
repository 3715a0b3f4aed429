import type { DistrictView } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListDistrictsQuery extends Query<readonly DistrictView[]> {}
