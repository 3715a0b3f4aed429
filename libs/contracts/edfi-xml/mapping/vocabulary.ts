import type { diplomas, termKinds, withdrawalReasons } from '#libs/domain';

export type { ActionKind, AttendanceStatus, GradeLevel, IncidentCategory, StaffRole, Subject } from '#libs/domain';
export type WithdrawalReason = (typeof withdrawalReasons)[number];
export type Diploma = (typeof diplomas)[number];
export type FactTermKind = (typeof termKinds)[number];

/** An enumerated value as it is compared: without a descriptor's namespace, trimmed, in lower case. */
export function word(value: string): string {
  return withoutNamespace(value).toLowerCase();
}

/** `uri://ed-fi.org/TermDescriptor#Fall Semester` is `Fall Semester`. */
export function withoutNamespace(value: string): string {
  const text = value.trim();
  const hash = text.startsWith('uri://') ? text.indexOf('#') : -1;
  return hash < 0 ? text : text.slice(hash + 1).trim();
}

/** A text for finding words in: lower case, punctuation as single spaces. */
export function spaced(value: string): string {
  return withoutNamespace(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True where one of the words stands in the text as a whole word. */
export function hasWord(text: string, words: readonly string[]): boolean {
  const padded = ` ${spaced(text)} `;
  return words.some((each) => padded.includes(` ${spaced(each)} `));
}

/** True where the list has the value. */
export function isOneOf(value: string, list: readonly string[]): boolean {
  const wanted = word(value);
  return list.some((each) => word(each) === wanted);
}
