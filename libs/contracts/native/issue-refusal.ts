import type { z } from 'zod';
import { shown, type Refusal, type RefusalReason } from './refusal.js';

type Issue = z.core.$ZodIssue;

/** The refusal that a schema's first issue stands for: where, what was found, what is expected. */
export function refusalOf(issue: Issue, event: unknown): Refusal {
  const path = pathText(issue.path);
  const value = valueAt(event, issue.path);
  const found = shown(value);
  return { reason: reasonOf(issue), path, found, message: `${path} ${complaint(issue, value, found)}.` };
}

function reasonOf(issue: Issue): RefusalReason {
  const reason: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  return reason === 'outside-school-year' || reason === 'identifier-too-long' ? reason : 'schema-violation';
}

function complaint(issue: Issue, value: unknown, found: string): string {
  if (value === undefined) return `is missing: ${expected(issue)}`;
  if (value === null) return `is null: leave it out where it is optional, else ${expected(issue)}`;
  return `is ${found}: ${expected(issue)}`;
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${article(issue.expected)}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_format':
      return expectedFormat(issue.format, issue.path);
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_union':
      return 'expected a text or a whole number';
    default:
      return issue.message;
  }
}

function expectedFormat(format: string, path: readonly PropertyKey[]): string {
  if (format === 'date') return 'expected a day that exists, written YYYY-MM-DD';
  if (path.at(-1) === 'source') return 'expected /districts/{districtId}/{system}, ids percent-encoded';
  return 'expected application/json or nothing';
}

function article(type: string): string {
  if (type === 'int') return 'a whole number';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

export function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
