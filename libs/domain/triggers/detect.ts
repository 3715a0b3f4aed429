import type { Signal } from './signal.js';
import { stageAt, type Trigger } from './trigger.js';

/** What an open alert stands at. */
export interface OpenStage {
  readonly stage: number;
}

export type Detected = { readonly kind: 'raise' | 'worsen'; readonly stage: number; readonly signal: Signal } | { readonly kind: 'end' };

/**
 * What follows from a trigger's level as it stands now: an alert begins, moves to a further stage, or is over. Levels, not their
 * movements, are compared, so that the same facts come to the same open alerts in whatever order they arrived.
 * @param open the open alert of this rule; null without one.
 */
export function detect(trigger: Pick<Trigger, 'stages'>, signal: Signal | null, open: OpenStage | null): Detected | null {
  const stage = signal === null ? 0 : stageAt(trigger, signal.level);
  if (signal === null || stage === 0) return open === null ? null : { kind: 'end' };
  if (open === null) return { kind: 'raise', stage, signal };
  return stage > open.stage ? { kind: 'worsen', stage, signal } : null;
}
