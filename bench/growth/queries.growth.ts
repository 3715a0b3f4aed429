import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inNewFolder } from '../alerting/bench-stores.js';
import type { Figure } from './figure.js';
import { fillDistrict } from './large-district.js';

export interface QueriesOptions {
  readonly students: number;
  /** Of each question. */
  readonly requests: number;
}

/** Every page and every question of a large district, answered by a process of its own: what filling it left in memory is not its garbage. */
export function queriesGrowth({ students, requests }: QueriesOptions): Promise<readonly Figure[]> {
  return inNewFolder(async (stores) => {
    await fillDistrict(stores, 'large', students);
    const program = fileURLToPath(new URL('queries.main.js', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program, stores.folder, String(requests)]);
    return JSON.parse(stdout) as readonly Figure[];
  });
}
