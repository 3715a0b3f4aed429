// Writes the documents of the API, docs/api/*.json, as the built code says them; with --release also the one that later ones are compared with.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { asyncApiDocument, openApiDocument } from '../dist/libs/contracts/index.js';

const FOLDER = 'docs/api';

mkdirSync(FOLDER, { recursive: true });
await write('openapi', await openApiDocument());
await write('asyncapi', await asyncApiDocument());

if (process.argv.includes('--release')) {
  mkdirSync(`${FOLDER}/released`, { recursive: true });
  copyFileSync(`${FOLDER}/openapi.json`, `${FOLDER}/released/openapi.json`);
  console.log(`${FOLDER}/released/openapi.json is the API that is released: what breaks it fails the check from now on.`);
}

/** @param {string} name @param {object} document */
async function write(name, document) {
  const file = `${FOLDER}/${name}.json`;
  writeFileSync(file, await format(JSON.stringify(document), { ...(await resolveConfig(file)), parser: 'json' }));
  console.log(`${file} is as the code says.`);
}
