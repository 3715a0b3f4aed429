import type { ConditionOutcome, StatusRow } from '#libs/domain';

/** What the rules in force and those replayed come to for one student. */
export interface ReplayedRow {
  readonly key: string;
  /** On the day asked for: who is not keeps the row and is left out of the communities' counts. */
  readonly enrolled: boolean;
  readonly rulesInForce: string;
  readonly inForce: StatusRow;
  readonly replayed: StatusRow;
  /** How often the student went off track, as recorded and as replayed; null where that was not asked for. */
  readonly wentOffTrack: { readonly recorded: number; readonly replayed: number } | null;
}

/** A condition of one of the two rules that makes a difference. */
export type DifferingCondition = { readonly rules: 'in-force' | 'replayed' } & ConditionOutcome;

/** Whether the student's status is another one under the rules replayed, or has been at another time. */
export function isDifferent({ inForce, replayed, wentOffTrack }: ReplayedRow): boolean {
  return inForce.status !== replayed.status || (wentOffTrack !== null && wentOffTrack.recorded !== wentOffTrack.replayed);
}

/**
 * The conditions that make the difference: those whose result is another one, beside their counterpart under the other rules; of those
 * that only one of the rules has, the ones that do not pass.
 */
export function differingConditions({ inForce, replayed }: ReplayedRow): DifferingCondition[] {
  const names = new Set([...replayed.conditions, ...inForce.conditions].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [now, then] = [inForce, replayed].map(({ conditions }) => conditions.find((condition) => condition.name === name));
    if ((now?.result ?? 'pass') === (then?.result ?? 'pass')) return [];
    return [
      ...(then === undefined ? [] : [{ rules: 'replayed' as const, ...then }]),
      ...(now === undefined ? [] : [{ rules: 'in-force' as const, ...now }]),
    ];
  });
}
