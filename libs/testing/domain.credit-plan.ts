import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile, StudentFact } from '#libs/domain';
import { mark } from './domain.given.js';

const example = join(import.meta.dirname, '../../docs/examples/credits-on-pace.json');

/** A district's own rules with a credit plan, as the documentation shows them: 6 credits a year, asked for over all school years. */
export const creditPlan = JSON.parse(readFileSync(example, 'utf8')) as Profile;

/** A final mark with its credits, dated so that it lies in the school year. */
export function creditMark(courseId: string, year: number, creditsEarned: number, over: object = {}): StudentFact {
  const term = { courseId, termId: 's1', termKind: 'semester', termEnd: `${year}-01-20` } as const;
  return mark('math', creditsEarned > 0 ? 'B' : 'F', { ...term, final: true, creditsEarned, ...over });
}
