import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headOf, startHomeroom } from './homeroom-process.js';

let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-replay-'));
  data = join(folder, 'data');
  const { code, err } = await startHomeroom(data, ['simulate', '--students', '400', '--days', '60', '--sections']).ended;
  expect([code, err]).toEqual([0, '']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A replay shared by threads', () => {
  it('answers the same for any number of them, and changes nothing', async () => {
    const before = headOf(data);
    const answers: string[] = [];
    for (const workers of ['1', '2', '3', '16']) {
      const args = ['replay', '--profile', 'air-nhsc', '--from', '2025-09-01', '--all', '--format', 'json', '--workers', workers];
      const { code, out, err } = await startHomeroom(data, args).ended;
      expect([code, err]).toEqual([0, '']);
      answers.push(out);
    }
    expect(answers[0]?.length).toBeGreaterThan(10_000);
    expect(new Set(answers).size).toBe(1);
    expect(headOf(data)).toBe(before);
  });
});
