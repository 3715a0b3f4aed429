import { Controller, Get } from '@nestjs/common';
import { HealthSource } from '../health.js';
import { requireReady } from '../http/not-ready.js';

interface HealthAnswer {
  readonly status: 'up' | 'degraded';
  /** In plain words; empty where all is well. */
  readonly reasons: readonly string[];
}

/** How a single process is, for whoever runs it. Nothing here holds anything of people. */
@Controller('api')
export class OperationsController {
  readonly #source: HealthSource;

  constructor(source: HealthSource) {
    this.#source = source;
  }

  /** Answers as long as the process does: a liveness probe asks here, and what is wrong with a store ends no process. */
  @Get('live')
  live(): { readonly live: true } {
    return { live: true };
  }

  @Get('ready')
  async ready(): Promise<{ readonly ready: true }> {
    await requireReady(this.#source);
    return { ready: true };
  }

  @Get('health')
  async health(): Promise<HealthAnswer> {
    const reasons = (await this.#source.troubles()).map(({ what }) => what);
    return { status: reasons.length === 0 ? 'up' : 'degraded', reasons };
  }
}
