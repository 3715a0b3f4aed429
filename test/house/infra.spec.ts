import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeSettings, metricTable, readSettings } from '#libs/service';
import { root } from './run-node.js';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
}

const read = (file: string): string => readFileSync(join(root, 'infra', file), 'utf8');
const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const programs = Object.values(services).filter(({ image }) => image.startsWith('homeroom:'));
const own = programs.filter(({ command = [] }) => command[0]?.startsWith('dist/'));
const known = describeSettings(readSettings({}, 'no.env')).map(({ name }) => name);
const METRIC = /homeroom_[a-z_]+/g;
/** What Prometheus makes of a histogram. */
const SUFFIX = /_(bucket|sum|count)$/;

function metricsIn(text: string): string[] {
  return [...new Set(text.match(METRIC))].map((name) => name.replace(SUFFIX, ''));
}

describe('infra/', () => {
  it('asks for no metric that no process has', () => {
    const asked = ['prometheus/alerts.yml', 'compose/grafana/homeroom.json', 'helm/homeroom/templates/autoscaling.yaml'];
    const names = asked.flatMap((file) => metricsIn(read(file)));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !(name in metricTable))).toEqual([]);
  });

  it('sets nothing that is no setting', () => {
    const set = programs.flatMap(({ environment = {} }) => Object.keys(environment));
    const chart = parse(read('helm/homeroom/values.yaml')) as { settings: object; secretKeys: string[] };
    set.push(...Object.keys(chart.settings), ...chart.secretKeys);
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('starts processes that there are', () => {
    const entries = own.map(({ command = [] }) => command[0] ?? '');
    expect(entries.length).toBe(5);
    const sources = entries.map((entry) => entry.replace('dist/', '').replace('.js', '.ts'));
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('starts every program as its figures were measured', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const isProgram = (name: string): boolean => /^(start(:.+)?|homeroom|bench(:.+)?)$/.test(name);
    const names = Object.keys(scripts).filter(isProgram);
    expect(names.length).toBe(9);
    const [, entrypoint = '[]'] = /^ENTRYPOINT (.+)$/m.exec(read('Containerfile')) ?? [];
    const [, ...flags] = JSON.parse(entrypoint) as string[];
    expect(flags.length).toBe(4);
    expect(names.filter((name) => !scripts[name]?.includes(`node ${flags.join(' ')} `))).toEqual([]);
  });

  it('divides the students among processes that together have all of them', () => {
    const shards = own.flatMap(({ environment }) => environment?.['PROJECTION_SHARD'] ?? []);
    expect(shards).toEqual(shards.map((_, index) => `${index + 1}/${shards.length}`));
  });

  it('pins every image to a version, and asks each whether it is well', () => {
    expect(Object.entries(services).filter(([, { image }]) => !/:v?\d+\.\d+/.test(image))).toEqual([]);
    const unasked = Object.entries(services).filter(([, { healthcheck }]) => healthcheck?.test === undefined);
    expect(unasked.map(([name]) => name)).toEqual(['topics', 'otel-collector']);
  });

  it('runs the processes as nobody in particular, on a file system that they cannot change', () => {
    expect(read('Containerfile')).toMatch(/^USER 65532:65532$/m);
    for (const service of own) expect(service).toMatchObject({ read_only: true, user: '65532:65532', cap_drop: ['ALL'] });
    expect(read('helm/homeroom/templates/_process.tpl')).toMatch(/readOnlyRootFilesystem: true/);
  });
});
