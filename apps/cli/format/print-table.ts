import type { Output } from '../terminal/output.js';
import type { Listing } from './listing.js';

/** Without lines between rows: a table is read from left to right. */
const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

export async function printTable<Row>(output: Output, { rows, columns, caption, empty }: Listing<Row>): Promise<void> {
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    chars: bare,
    head: columns.map(({ heading }) => heading),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { 'padding-left': 0, 'padding-right': 0, head: output.isTerminal ? ['bold'] : [], border: [] },
  });
  for await (const row of rows) table.push(columns.map(({ cell }) => String(cell(row) ?? '-')));
  if (caption !== undefined) await output.write(`${caption}\n\n`);
  await output.write(table.length === 0 ? `${empty}\n` : `${trimmed(table.toString())}\n`);
}

function trimmed(text: string): string {
  return text.replaceAll(/ +$/gm, '');
}
