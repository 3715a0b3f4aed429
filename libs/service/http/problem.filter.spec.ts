import { describe, expect, it } from '@jest/globals';
import type { ArgumentsHost } from '@nestjs/common';
import { pino } from 'pino';
import { HealthSource } from '../health.js';
import { requireReady } from './not-ready.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemError } from './problem.js';

/** What is answered to an error, and how often it is logged. */
function answered(thrown: unknown): { status: number; detail: string; logged: number } {
  const lines: string[] = [];
  const answer = { status: 0, detail: '' };
  const reply = {
    status: (status: number) => Object.assign(reply, { sent: Object.assign(answer, { status }) }),
    type: () => reply,
    send: ({ detail }: { detail: string }) => Object.assign(answer, { detail }),
  };
  const host = { switchToHttp: () => ({ getResponse: () => reply }) } as unknown as ArgumentsHost;
  new ProblemFilter(pino({}, { write: (line: string) => void lines.push(line) })).catch(thrown, host);
  return { ...answer, logged: lines.length };
}

class Preparing extends HealthSource {
  override isReady(): boolean {
    return false;
  }

  override async troubles(): Promise<readonly { what: string; serious: boolean }[]> {
    return [{ what: 'The data is being prepared.', serious: false }];
  }
}

describe('what is asked and fails', () => {
  it('is logged where something failed here, and not where somebody only came too early', async () => {
    expect(answered(new Error('of a person'))).toMatchObject({ status: 500, logged: 1 });
    expect(answered(new ProblemError(507, 'No room.'))).toEqual({ status: 507, detail: 'No room.', logged: 1 });
    expect(answered(new ProblemError(404, 'There is none.'))).toEqual({ status: 404, detail: 'There is none.', logged: 0 });
    const [early] = await Promise.allSettled([requireReady(new Preparing())]);
    expect(early.status === 'rejected' && answered(early.reason)).toEqual({
      status: 503,
      detail: 'The data is being prepared.',
      logged: 0,
    });
  });
});
