import { isSchoolDate, normalizeInstant } from '#libs/domain';
import { UsageError } from './failures.js';

const LONGEST_TEXT = 1_000;

/** A name or a reason as a user gave it, without spaces around it. @throws UsageError */
export function textOption(option: string, given: string): string {
  const text = given.trim();
  if (text !== '' && text.length <= LONGEST_TEXT && text.isWellFormed()) return text;
  throw new UsageError(`${option} has ${text.length} characters: expected 1 to ${LONGEST_TEXT}.`);
}

/** A moment as a user gave it, in normal form. @throws UsageError */
export function instantOption(option: string, given: string): string {
  const instant = normalizeInstant(given);
  if (instant !== null) return instant;
  throw new UsageError(`${option} ${JSON.stringify(given)} is no moment: expected RFC 3339, for example 2026-01-31T17:00:00Z.`);
}

/** @throws UsageError */
export function dateOption(option: string, given: string): string {
  if (isSchoolDate(given)) return given;
  throw new UsageError(`${option} ${JSON.stringify(given)} is no day: expected one that exists, written YYYY-MM-DD.`);
}
