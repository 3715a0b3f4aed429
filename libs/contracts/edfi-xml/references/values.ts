import { isSchoolDate } from '#libs/domain';
import { Refused } from '../refused.js';
import { textOf, type XmlNode } from '../xml/xml-node.js';

const IDENTIFIER_LENGTH = 200;
const FIRST_YEAR = 1001;
const LAST_YEAR = 9998;
const ZONE = /(Z|[+-]\d{2}:\d{2})$/;

/** A date as the interchange writes it, a time zone after it cut; undefined where the element is absent or empty. */
export function dateIn(node: XmlNode, path: string, ...names: readonly string[]): string | undefined {
  const text = textOf(node, ...names);
  if (text === undefined) return undefined;
  const date = text.replace(ZONE, '');
  const year = Number(date.slice(0, 4));
  if (!isSchoolDate(date) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new Refused('schema-violation', path, `"${text}" is no date: expected YYYY-MM-DD`, text);
  }
  return date;
}

/** The same, where it must be there. */
export function requiredDateIn(node: XmlNode, path: string, ...names: readonly string[]): string {
  return required(dateIn(node, path, ...names), path, 'date');
}

/** A value that must be there. */
export function required<Value>(value: Value | undefined, path: string, what: string): Value {
  if (value === undefined) throw new Refused('schema-violation', path, `${what} missing: nothing found at ${path}`);
  return value;
}

/** An identifier that must be there and not too long. */
export function identifier(value: string | undefined, path: string, what: string): string {
  const id = required(value, path, what);
  if (id.length > IDENTIFIER_LENGTH && [...id].length > IDENTIFIER_LENGTH) {
    const found = `${id.slice(0, 60)}...`;
    throw new Refused('identifier-too-long', path, `${what} "${found}" has more than ${IDENTIFIER_LENGTH} characters`, found);
  }
  return id;
}

/** The end year of a school year's label: `2011-2012` and `2012` are 2012. */
export function labelledYear(label: string | undefined): number | undefined {
  const match = label === undefined ? null : /^(?:\d{4}-)?(\d{4})$/.exec(label);
  return match === null ? undefined : Number(match[1]);
}

/** A number as the interchange writes it; undefined where there is none. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** The fields of a reference as a person reads them, cut to 100 characters. */
export function shownIdentity(reference: XmlNode): string {
  const texts = (node: XmlNode): readonly string[] => (node.children.length === 0 ? [node.text] : node.children.flatMap(texts));
  const ref = reference.attributes?.['ref'];
  return `"${[...(ref === undefined ? [] : [ref]), ...texts(reference)]
    .filter((text) => text !== '')
    .join(', ')
    .slice(0, 100)
    .toWellFormed()}"`;
}
