// Starts the product as a new user does, looks at its health and its start page, and stops it as Ctrl-C in a terminal would.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

const folder = await mkdtemp(join(tmpdir(), 'homeroom-smoke-'));
const env = { ...process.env, HOMEROOM_DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0' };
// A group of its own, so that the signal reaches npm, its shell and the server alike, as it does from a terminal.
const server = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
const ended = new Promise((done) => server.once('close', (code, signal) => done(signal ?? code)));
let output = '';

try {
  const url = await within(START_LIMIT_MS, 'npm start printed no address', addressOf(server));
  await look(`${url}/api/health`, 'application/');
  await look(`${url}/`, 'text/html');
  process.kill(-server.pid, 'SIGINT');
  const end = await within(STOP_LIMIT_MS, 'npm start did not stop after Ctrl-C', ended);
  if (end !== 0) throw new Error(`npm start ended with ${end} after Ctrl-C, expected 0`);
  console.log(`npm start: served ${url}, healthy, stopped cleanly`);
} catch (error) {
  console.error(`${error.message}\n--- its output\n${output}`);
  process.exitCode = 1;
  if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGKILL');
} finally {
  await ended;
  await rm(folder, { recursive: true, force: true });
}

function addressOf({ stdout, stderr }) {
  return new Promise((found, failed) => {
    for (const stream of [stdout, stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const [address] = ADDRESS.exec(output) ?? [];
        if (address !== undefined) found(address);
      });
    void ended.then((end) => failed(new Error(`npm start ended with ${end} before it printed an address`)));
  });
}

async function look(address, type) {
  const response = await fetch(address, { signal: AbortSignal.timeout(STOP_LIMIT_MS) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${body.slice(0, 200)}`);
  if (!response.headers.get('content-type')?.startsWith(type))
    throw new Error(`${address} is no ${type}: ${response.headers.get('content-type')}`);
}

async function within(limit, complaint, promise) {
  let timer;
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error(`${complaint} within ${limit / 1000} s`)), limit)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
