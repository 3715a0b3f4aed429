import { word } from '../mapping/vocabulary.js';
import { numberOf } from '../references/values.js';
import type { StagedElement } from '../staging/staging.js';
import { textOf } from '../xml/xml-node.js';
import type { KindContext } from './kind-context.js';

const LETTER_LENGTH = 20;

/**
 * A letter as given, also one that is no mark (P, E); without a letter that of a number from 0 to 100; with neither, F for a course that
 * was failed. None of it: a record without a mark, which takes the place of one that was posted before.
 */
export function letterAndPercent(element: StagedElement, context: KindContext): { letter?: string; percent?: number } {
  const { node } = element;
  const letter = textOf(node, 'LetterGradeEarned', 'FinalLetterGradeEarned')?.toUpperCase().slice(0, LETTER_LENGTH).toWellFormed();
  const number = percentOf(element, context);
  const percent = number === undefined ? {} : { percent: number };
  if (letter !== undefined) return { letter, ...percent };
  const { letterBands, failedResult } = context.mapping.marks;
  if (number !== undefined) {
    const band = letterBands.find(({ from }) => number >= from);
    return { ...(band && { letter: band.letter }), ...percent };
  }
  const result = textOf(node, 'CourseAttemptResult');
  return result !== undefined && word(result) === word(failedResult) ? { letter: 'F' } : {};
}

function percentOf(element: StagedElement, { report }: KindContext): number | undefined {
  const text = textOf(element.node, 'NumericGradeEarned', 'FinalNumericGradeEarned');
  const number = numberOf(text);
  if (number !== undefined && number >= 0 && number <= 100) return number;
  if (text !== undefined) report.warn('number-is-no-mark', `${report.origin(element)}: "${text}" is no number from 0 to 100`);
  return undefined;
}
