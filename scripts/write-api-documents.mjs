// Writes the documents of the API, docs/api/*.json, as the built code says them; with --release also those that later ones are compared with.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { asyncApiDocument, openApiDocument } from '../dist/libs/contracts/index.js';

const FOLDER = 'docs/api';

mkdirSync(FOLDER, { recursive: true });
await write('openapi', await openApiDocument());
await write('asyncapi', await asyncApiDocument());

if (process.argv.includes('--release')) {
  mkdirSync(`${FOLDER}/released`, { recursive: true });
  for (const name of ['openapi', 'asyncapi']) copyFileSync(`${FOLDER}/${name}.json`, `${FOLDER}/released/${name}.json`);
  console.log(`${FOLDER}/released holds what is released: what breaks clients of it fails the check from now on.`);
}

/** @param {string} name @param {object} document */
async function write(name, document) {
  const file = `${FOLDER}/${name}.json`;
  writeFileSync(file, await format(JSON.stringify(document), { ...(await resolveConfig(file)), parser: 'json' }));
  console.log(`${file} is as the code says.`);
}
