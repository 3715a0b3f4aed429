// Everything that must hold before a change lands, in one command. The steps and how they share the cores: docs/decisions/0007-one-check-command.md
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const STEP_LIMIT_MS = 600_000;
const COUNT = /^(\d+ skipped\n)?(\d+ passed, \d+ failed)\n*$/m;

/** npm scripts in two lanes for two cores. Each lane runs one after the other; every step runs, also after a failure, so that one run shows all. */
const lanes = [['types', 'lint', 'boundaries', 'dead-code', 'format-check'], ['test']];

const started = performance.now();
const results = (await Promise.all(lanes.map(runLane))).flat();
const failed = results.filter(({ ok }) => !ok);
for (const { name, output } of failed) console.log(`\n--- ${name}\n${withoutPasses(output).trimEnd()}`);
console.log(
  `\n${failed.length === 0 ? 'all steps passed' : `failed: ${failed.map(({ name }) => name).join(', ')}`} (${seconds(started)} s)`,
);
console.log(countOf(results.find(({ name }) => name === 'test')));
process.exitCode = failed.length === 0 ? 0 : 1;

async function runLane(names) {
  const done = [];
  for (const name of names) {
    const from = performance.now();
    const { ok, output } = await run(name);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${seconds(from).padStart(5)} s`);
    done.push({ name, ok, output });
  }
  return done;
}

function run(name) {
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
  return new Promise((done) => {
    let output = '';
    // A group of its own, for a step that hangs must end with everything it started.
    const child = spawn('npm', ['run', '-s', name], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), STEP_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => {
      clearTimeout(limit);
      done({ ok: false, output: `${output}\n${error.message}` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      if (signal !== null) output += `\nended by ${signal}; a step may take ${STEP_LIMIT_MS / 1000} s`;
      done({ ok: code === 0, output });
    });
  });
}

/** What failed is found at once where nothing else is printed. */
function withoutPasses(output) {
  return output.replaceAll(/^(PASS .*|\(.*ExperimentalWarning.*|\(Use `node --trace-warnings.*)\n/gm, '');
}

function countOf(tests) {
  const [, skipped = '', count] = COUNT.exec(tests.output) ?? [undefined, '', '0 passed, 1 failed'];
  return `${skipped}${count}`;
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(1);
}
