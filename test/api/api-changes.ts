import { compareOpenApi } from 'api-smart-diff';

/** One line for each change. */
export interface ApiChanges {
  /** What clients of the document before would not bear. */
  readonly breaking: readonly string[];
  readonly others: readonly string[];
}

/** What is another in one document of the API than in the one before it. */
export function apiChanges(before: object, after: object): ApiChanges {
  // It writes into what it compares.
  const { diffs } = compareOpenApi(structuredClone(before), structuredClone(after));
  const told = diffs.filter(({ path: [part] }) => part === 'paths' || part === 'webhooks' || part === 'info');
  const linesOf = (isBreaking: boolean): string[] => [
    ...new Set(told.filter(({ type }) => (type === 'breaking') === isBreaking).map(lineOf)),
  ];
  return { breaking: linesOf(true), others: linesOf(false) };
}

function lineOf({ action, path, description }: ReturnType<typeof compareOpenApi>['diffs'][number]): string {
  return `${path.slice(1, 3).join(' ')}: ${description ?? `${action} ${path.slice(3).join('/')}`}`;
}
