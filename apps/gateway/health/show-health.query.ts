import type { HealthAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ShowHealthQuery extends Query<HealthAnswer> {}
