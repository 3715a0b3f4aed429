import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHomeroom } from './homeroom-process.js';
import type { Homeroom } from './homeroom.js';

/** The same district at every call. */
export function simulateOptions(students: number, days: number): string[] {
  return ['--students', String(students), '--days', String(days), '--seed', '7', '--district', 'lincoln', '--from', '2027'];
}

/** A simulated district as lines of native events, and what the embedded profile comes to with them. */
export interface SimulatedFile {
  readonly lines: readonly string[];
  /** The data folder into which they were imported by one process. */
  readonly embedded: string;
}

export async function simulatedFile(homeroom: Homeroom, students: number, days: number): Promise<SimulatedFile> {
  const file = join(homeroom.folder, 'records.ndjson');
  await homeroom.ok('simulate', ...simulateOptions(students, days), '--to', 'file', '--out', file);
  const embedded = join(homeroom.folder, 'embedded');
  const { code, err } = await startHomeroom(embedded, ['import', 'events', file, '--district', 'lincoln']).ended;
  if (code !== 0) throw new Error(`The import ended with ${code}: ${err}`);
  return { lines: readFileSync(file, 'utf8').trimEnd().split('\n'), embedded };
}

/** In pieces of a number of lines. */
export function inBatches(lines: readonly string[], size: number): (readonly string[])[] {
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, index) => lines.slice(index * size, (index + 1) * size));
}
