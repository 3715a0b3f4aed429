import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** What a file of rules is, for its errors. */
interface RulesFile {
  /** Named in errors. */
  readonly file: string;
  /** For example `rule profile`. */
  readonly what: string;
  readonly Failure: new (message: string, options?: ErrorOptions) => Error;
}

const MOST_PROBLEMS = 10;

/**
 * Reads the text of a JSON file of rules.
 * @throws Failure with the line of a JSON error, or the line and the path of everything that breaks the schema.
 */
export function parseRules<Rules>(text: string, schema: z.ZodType<Rules>, { file, what, Failure }: RulesFile): Rules {
  const result = schema.safeParse(parseJson(text, file, Failure), { reportInput: false });
  if (result.success) return result.data;
  const lineAt = linesOf(text);
  const problems = result.error.issues
    .flatMap(problemsOf)
    .map(({ path, message }) => `line ${lineAt(path)}, ${pathText(path)}: ${message}`);
  const more = problems.length > MOST_PROBLEMS ? [`and ${problems.length - MOST_PROBLEMS} more`] : [];
  throw new Failure([`${file} is no ${what}:`, ...problems.slice(0, MOST_PROBLEMS), ...more].join('\n  '));
}

function parseJson(text: string, file: string, Failure: RulesFile['Failure']): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Failure(`${file}${lineOf(message, text)} is not JSON: ${message}`, { cause: error });
  }
}

/** Node tells the place of an error by its offset; at the end of the text it does not. */
function lineOf(message: string, text: string): string {
  const offset = /at position (\d+)/.exec(message)?.[1];
  const before = offset === undefined ? text : text.slice(0, Number(offset));
  return `, line ${before.split('\n').length},`;
}

/** Of the alternatives of a union those problems are told that come from the one which was meant: the one with the fewest. */
function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  return flattened(issue, []);
}

/** The line of the value at a path; where it is missing, that of the nearest one around it. JSON is YAML, whose parser knows places. */
function linesOf(text: string): (path: readonly PropertyKey[]) => number {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: false });
  return (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  };
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function flattened(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): Problem[] {
  const path = [...parent, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
  const alternatives = issue.errors.map((issues) => issues.flatMap((inner) => flattened(inner, path)));
  const cost = (problems: Problem[]): number => problems.reduce((sum, problem) => sum + (isDiscriminator(problem) ? 100 : 1), 0);
  return alternatives.toSorted((a, b) => cost(a) - cost(b))[0] ?? [];
}

/** A measure or a cause is told by these fields: where one of them differs, another one was meant. */
function isDiscriminator({ path }: Problem): boolean {
  return ['aggregate', 'of', 'kind'].includes(String(path.at(-1)));
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the whole' : text.replace(/^\./, '');
}
