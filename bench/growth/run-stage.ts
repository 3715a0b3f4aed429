import type { ReadModels } from '#libs/event-sourcing';
import type { Stage } from '#libs/workers';
import { measured } from './cpu.js';

/** Events between two times that documents are stored, as when much is to be caught up. */
const CATCH_UP_BATCH = 20_000;

/** Runs a stage to the end of the log. @returns milliseconds of processor time until it was ready to go on, and until it had. */
export async function runStage(stage: Stage, models: ReadModels): Promise<{ readonly startMs: number; readonly runMs: number }> {
  const start = await measured(() => stage({ once: true, batchSize: CATCH_UP_BATCH }, models));
  const run = await measured(async () => {
    for (const runner of start.result.values()) await runner.run();
  });
  return { startMs: start.cpuMs, runMs: run.cpuMs };
}
