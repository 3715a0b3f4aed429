import { readSettings, type Settings } from '#libs/service';
import { pino } from 'pino';
import { gatewayService } from '../../apps/gateway/wiring.js';
import { measured, type Cost } from './cpu.js';
import type { Figure } from './figure.js';
import { GatewayClient } from './gateway-client.js';

const MOST_MS = 50;
/** Of each question before the first one is measured: else that would pay for what all have compiled, and for the heap that they need. */
const WARM_UP = 50;

/**
 * What every page and every question of the API costs, one request after the other, to the last byte of the answer; the client is in
 * the same process.
 * @param folder the data folder of a district. @param requests of each question. @param only those whose names match.
 */
export async function answers(folder: string, requests: number, only = /^/): Promise<readonly Figure[]> {
  const settings = readSettings({ HOMEROOM_DATA_DIR: folder, PORT: '0' }, 'no.env');
  return withGateway(settings, async (client) => {
    const asked = Object.entries(await questions(client)).filter(([name]) => only.test(name));
    for (const [, paths] of asked) await costsOf(client, paths, WARM_UP);
    const figures: Figure[] = [];
    for (const [name, paths] of asked) figures.push(figureOf(name, await costsOf(client, paths, requests)));
    return figures;
  });
}

async function withGateway<T>(settings: Settings, work: (client: GatewayClient) => Promise<T>): Promise<T> {
  const service = await gatewayService(settings, pino({ level: 'silent' }));
  const url = /http:\/\/[^\s;]+/.exec((await service.whenReady) ?? '')?.[0] ?? '';
  const client = new GatewayClient(url);
  try {
    return await work(client);
  } finally {
    client.close();
    await service.stop();
  }
}

/** The addresses of each question, about many a student, community, alert and member of staff. */
async function questions(client: GatewayClient): Promise<Readonly<Record<string, readonly string[]>>> {
  const { communities } = await client.read<{ communities: readonly { communityId: string }[] }>('/api/communities');
  const places = communities.map(({ communityId }) => encodeURIComponent(communityId));
  const { students } = await client.read<{ students: readonly { studentId: string; schoolId: string }[] }>('/api/students?limit=200');
  const { alerts } = await client.read<{ alerts: readonly { alertId: string; route: { staff: readonly { id: string }[] } }[] }>(
    '/api/alerts?limit=200',
  );
  const ids = students.map(({ studentId }) => encodeURIComponent(studentId));
  const staff = [...new Set(alerts.flatMap(({ route }) => route.staff.map(({ id }) => encodeURIComponent(id))))];
  const schools = [...new Set(students.map(({ schoolId }) => encodeURIComponent(schoolId)))];
  return {
    'GET /': ['/'],
    'GET /alerts/:id': alerts.map(({ alertId }) => `/alerts/${alertId}`),
    'GET /api/districts': ['/api/districts'],
    'GET /api/communities': ['/api/communities'],
    'GET /api/communities/:id': places.map((id) => `/api/communities/${id}`),
    'GET /api/students': ['/api/students'],
    'GET /api/students?community': places.map((id) => `/api/students?community=${id}`),
    'GET /api/students?school': schools.map((id) => `/api/students?school=${id}`),
    'GET /api/students?status': ['off-track', 'at-risk', 'on-track'].map((status) => `/api/students?status=${status}`),
    'GET /api/students/:id': ids.map((id) => `/api/students/${id}`),
    'GET /api/staff/:id/caseload': staff.map((id) => `/api/staff/${id}/caseload`),
    'GET /api/alerts': ['/api/alerts'],
    'GET /api/alerts?state': ['open', 'resolved'].map((state) => `/api/alerts?state=${state}`),
    'GET /api/alerts?staff': staff.map((id) => `/api/alerts?staff=${id}`),
    'GET /api/alerts/:id': alerts.map(({ alertId }) => `/api/alerts/${alertId}`),
    'GET /api/alerts/follow-through': ['/api/alerts/follow-through'],
    'GET /api/feeds': ['/api/feeds'],
    'GET /api/unplaced': ['/api/unplaced'],
    'GET /api/dead-letters': ['/api/dead-letters'],
    'GET /api/health': ['/api/health'],
    'GET /api/quarantined': ['/api/quarantined'],
  };
}

async function costsOf(client: GatewayClient, paths: readonly string[], requests: number): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (let request = 0; request < requests; request++) {
    const path = paths[request % paths.length] ?? '/';
    costs.push(await measured(() => client.drain(path), { collect: false }));
  }
  return costs;
}

function figureOf(name: string, costs: readonly Cost[]): Figure {
  const [p50, p99] = [50, 99].map((percent) =>
    percentile(
      costs.map(({ cpuMs }) => cpuMs),
      percent,
    ),
  );
  const clock = percentile(
    costs.map(({ clockMs }) => clockMs),
    99,
  );
  return {
    what: `${name}: p50 ${p50?.toFixed(1)} ms, p99`,
    value: p99 ?? Number.NaN,
    unit: 'ms of CPU',
    beside: `p99 ${clock.toFixed(1)} ms by the clock`,
    most: MOST_MS,
  };
}

/** By nearest rank. */
function percentile(figures: readonly number[], percent: number): number {
  return figures.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((figures.length * percent) / 100) - 1)] ?? Number.NaN;
}
