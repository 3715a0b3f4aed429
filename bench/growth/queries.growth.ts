import { inNewFolder } from '../alerting/bench-stores.js';
import type { Figure } from './figure.js';
import { fillDistrict } from './large-district.js';
import { inOwnProcess } from './own-process.js';

export interface QueriesOptions {
  readonly students: number;
  /** Of each question. */
  readonly requests: number;
}

/** Every page and every question of a large district, answered by another process than that which filled it. */
export function queriesGrowth({ students, requests }: QueriesOptions): Promise<readonly Figure[]> {
  return inNewFolder(async (stores) => {
    await fillDistrict(stores, 'large', students);
    return inOwnProcess('queries.main.js', stores.folder, requests) as readonly Figure[];
  });
}
