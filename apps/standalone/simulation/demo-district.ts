import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schoolYearOf } from '#libs/domain';
import { DataFolderError, type Stores } from '#libs/stores';

/** What makes the simulated district of a data folder: the same values give the same records at every start. */
export interface DemoDistrict {
  readonly district: string;
  readonly students: number;
  readonly communities: number;
  readonly seed: number;
  /** End year of the first school year. */
  readonly firstYear: number;
}

const DEMO = { district: 'demo', students: 1_200, communities: 5, seed: 1 } as const;

/**
 * The simulated district of a folder, noted on the first start.
 * @returns null where the folder holds records and no note: they are real ones.
 */
export async function demoDistrictOf({ folder, log }: Pick<Stores, 'folder' | 'log'>, today: string): Promise<DemoDistrict | null> {
  const path = join(folder, 'simulation.json');
  const noted = read(path);
  if (noted !== null) return noted;
  if ((await log.head()) > 0) return null;
  const demo = { ...DEMO, firstYear: firstYearFor(today) };
  // Noted before the first record: a folder with records and no note is taken for a real one.
  writeFileSync(path, `${JSON.stringify(demo)}\n`);
  return demo;
}

/** In summer and autumn the year before as well, so that there is something to look back on. */
function firstYearFor(today: string): number {
  const month = Number(today.slice(5, 7));
  return schoolYearOf(today) - (month >= 7 && month <= 10 ? 1 : 0);
}

function read(path: string): DemoDistrict | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoDistrict;
  } catch (error) {
    if (Object(error).code === 'ENOENT') return null;
    throw new DataFolderError(
      `${path} cannot be read: remove it to go on without the simulated district, or remove the whole folder to begin again.`,
      { cause: error },
    );
  }
}
