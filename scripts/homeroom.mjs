// Starts the compiled command line, or says what is missing: the two ways in which a first try can go wrong are answered in words.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const OLDEST_NODE = 24;
const entry = resolve(import.meta.dirname ?? '.', '../dist/apps/cli/main.js');
const problem = missing();
if (problem === null) {
  await import(pathToFileURL(entry).href);
} else {
  console.error(`homeroom: ${problem}`);
  process.exitCode = 1;
}

function missing() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE)
    return `this is Node ${process.versions.node}, ${OLDEST_NODE} is needed. npm brings it along: npm run -s homeroom -- --help`;
  if (!existsSync(entry)) return `${entry} is missing, the program is not built yet. Build it: npm run build`;
  return null;
}
