import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { weekdays } from '#libs/testing';
import { Distributed, serviceNames } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';
import { TraceCollector } from './trace-collector.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SENDER = '00f067aa0ba902b7';
/** Of such a form that they would be found anywhere. */
const student = 'S-77041';
const names = ['GivenS-77041', 'FamilyS-77041', student, 'T-1'];

describe('What the processes tell of themselves', () => {
  let homeroom: Homeroom;
  let collector: TraceCollector;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    collector = await TraceCollector.start();
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'trace' };
    processes = await Distributed.in(homeroom.folder, settings);
    await Promise.all(serviceNames.map((name) => processes.start(name)));
    await processes.post(community({ [student]: `${'p'.repeat(35)}aaa` }));
    await processes.state();
  });
  afterAll(async () => {
    await processes.kill();
    await collector.close();
    await homeroom.end();
  });

  it('follows one record from the header it came with to the alert, in one trace', async () => {
    const day = weekdays('2025-09-01', 39)[38] ?? '';
    const absence = JSON.parse(attended(student, day, 'a')) as object;
    const url = `${await processes.service('ingestion').url()}/api/events`;
    const headers = { 'content-type': 'application/cloudevents+json', traceparent: `00-${TRACE}-${SENDER}-01` };
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(absence) })).status).toBe(200);
    const steps = await until(() => collector.spans.filter(({ traceId }) => traceId === TRACE), has('alert-raised.v1'));
    const [record, status, alert] = ['attendance-recorded.v1', 'on-track-status-changed.v1', 'alert-raised.v1'].map((name) =>
      steps.find((step) => step.name === name),
    );
    expect([record?.service, status?.service, alert?.service]).toEqual(['homeroom-ingestion', 'homeroom-projections', 'homeroom-alerting']);
    expect([record?.parentSpanId, status?.parentSpanId, alert?.parentSpanId]).toEqual([SENDER, record?.spanId, status?.spanId]);
  });

  it('counts appends, refusals and how far the projections are', async () => {
    await processes.post(['{"specversion":"1.0"}', line('attendance-recorded', student, { studentId: student })]);
    await processes.state();
    const ingestion = await metrics('ingestion');
    expect(valueOf(ingestion, /^homeroom_events_appended_total (\d+)/m)).toBeGreaterThan(40);
    expect(valueOf(ingestion, /^homeroom_append_seconds_count (\d+)/m)).toBeGreaterThan(0);
    expect(valueOf(ingestion, /^homeroom_append_batch_events_sum (\d+)/m)).toBeGreaterThan(40);
    expect(valueOf(ingestion, /^homeroom_dead_letters_total\{reason="schema-violation"\} (\d+)/m)).toBe(2);
    const projections = await metrics('projections');
    expect(projections).toMatch(/^homeroom_projection_lag_events\{projection="on-track"\} 0$/m);
    expect(valueOf(projections, /^homeroom_projection_position\{projection="feeds"\} (\d+)/m)).toBeGreaterThan(40);
    expect(projections).toMatch(/^homeroom_quarantined_documents\{collection="students"\} 0$/m);
    expect(await metrics('alerting')).toMatch(/^homeroom_projection_lag_events\{projection="alerting"\} 0$/m);
    expect(await metrics('gateway')).toMatch(/^homeroom_ready 1$/m);
  });

  it('names nobody: not in logs of the finest level, not in metrics, not in traces', async () => {
    const gateway = await processes.service('gateway').url();
    for (const path of [`/api/students/${student}`, `/api/students/${student}x`, '/api/alerts?staff=T-1', '/api/students?status=%00']) {
      await fetch(`${gateway}${path}`);
    }
    const told = serviceNames.map((name) => processes.service(name).output);
    told.push(...(await Promise.all(serviceNames.map(metrics))), JSON.stringify(collector.spans));
    expect(told.join('\n')).toContain('answered');
    for (const name of names) expect(told.filter((text) => text.includes(name))).toEqual([]);
  });

  async function metrics(name: string): Promise<string> {
    return (await processes.operations(name, '/metrics')).text();
  }
});

function valueOf(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? Number.NaN);
}

function has(name: string): (steps: readonly { readonly name: string }[]) => boolean {
  return (steps) => steps.some((step) => step.name === name);
}

/** Looks again until it is so; fails with what it was last. */
async function until<T>(look: () => T, isSo: (found: T) => boolean): Promise<T> {
  const limit = performance.now() + 15_000;
  for (;;) {
    const found = look();
    if (isSo(found)) return found;
    if (performance.now() > limit) throw new Error(`It stayed at ${JSON.stringify(found)}.`);
    await delay(20);
  }
}
