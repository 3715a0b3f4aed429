import { Option } from '@commander-js/extra-typings';

const formats = ['table', 'json', 'ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];

/** `--format`, the same for every command that prints rows. */
export function formatOption() {
  return new Option('--format <format>', 'how the rows are printed').choices(formats).default('table' as const);
}
