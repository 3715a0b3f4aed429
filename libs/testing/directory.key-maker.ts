import { openDirectory } from '#libs/directory';

/** Asks for the keys of a thousand students, in several calls, and prints each; run with a URL and a secret. */
const [url = '', secret = ''] = process.argv.slice(2);
const directory = await openDirectory(url, secret);
for (let first = 0; first < 1_000; first += 50) {
  const ids = Array.from({ length: 50 }, (_, index) => `s${first + index}`);
  for (const [id, key] of await directory.keysFor('d1', 'student', ids)) process.stdout.write(`${id} ${key}\n`);
}
await directory.close();
