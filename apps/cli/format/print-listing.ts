import type { Output } from '../terminal/output.js';
import type { Terminal } from '../terminal/terminal.js';
import { csvHeading, csvLine } from './csv.js';
import type { Format } from './format-option.js';
import type { Listing } from './listing.js';
import { printTable } from './print-table.js';

/** Prints rows as they come, in flat memory but for tables, whose columns must be measured first. */
export async function printListing<Row>(terminal: Terminal, format: Format, listing: Listing<Row>): Promise<void> {
  const { output, errors } = terminal;
  if (format === 'table') return printTable(output, listing);
  if (listing.caption !== undefined) await errors.write(`${listing.caption}\n`);
  switch (format) {
    case 'json':
      return printJson(output, listing);
    case 'ndjson':
      for await (const row of listing.rows) await output.write(`${JSON.stringify(row)}\n`);
      return;
    case 'csv': {
      const columns = listing.csv ?? listing.columns;
      await output.write(csvHeading(columns));
      for await (const row of listing.rows) await output.write(csvLine(columns, row));
    }
  }
}

/** One row a line, so that also a long list can be looked through. */
async function printJson<Row>(output: Output, { rows }: Listing<Row>): Promise<void> {
  let before = '[\n  ';
  for await (const row of rows) {
    await output.write(`${before}${JSON.stringify(row)}`);
    before = ',\n  ';
  }
  await output.write(before.startsWith('[') ? '[]\n' : '\n]\n');
}
