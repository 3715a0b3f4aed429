import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads an option that is a whole number. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number.');
}
