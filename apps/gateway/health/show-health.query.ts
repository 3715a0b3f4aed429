import { Query } from '@nestjs/cqrs';

export interface HealthAnswer {
  readonly status: 'up' | 'degraded';
  /** In plain words; empty where all is well. */
  readonly reasons: readonly string[];
}

export class ShowHealthQuery extends Query<HealthAnswer> {}
