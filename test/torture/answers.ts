import { join } from 'node:path';
import { canonicalContent, parseCloudEvent } from '#libs/contracts';
import type { SisRecord, StatusRow } from '#libs/domain';
import { readSettings } from '#libs/service';
import { openStores, type Stores } from '#libs/stores';
import { modelRow } from '#libs/testing';
import { students, type StudentDocument } from '#libs/views';
import { foldStatuses } from '../../apps/gateway/index.js';
import { DISTRICT, type Step } from './plan.js';

const YEAR = 2026;
/** Enrolled days from which the shipped rules judge attendance. */
const MINIMUM = 30;

interface Asked {
  readonly asOf: string;
  /** null: everything that is known. */
  readonly knownAt: string | null;
}

/** A row as text by the student's id; students without a row are left out. */
type Rows = ReadonlyMap<string, string>;

/** Where what a folder shows, or folds for a question, is not what the model says from the records alone. */
export async function wrongAnswers(folder: string, plan: readonly Step[]): Promise<string[]> {
  const records = recordsOf(plan);
  const today = plan.findLast((step) => step.kind === 'hours')?.date ?? '';
  const stores = await openStores(readSettings({ HOMEROOM_DATA_DIR: folder }, join(folder, 'no.env')), { mustExist: true });
  try {
    const faults = differences(await shown(stores), modelRows(records, { asOf: today, knownAt: null }), 'shown today');
    for (const asked of questions(plan, today)) {
      const what = `asked as of ${asked.asOf}, known at ${asked.knownAt}`;
      faults.push(...differences(await folded(stores, asked), modelRows(records, asked), what));
    }
    return faults;
  } finally {
    await stores.close();
  }
}

/** A day in the middle, as it was known then and as it is known now. */
function questions(plan: readonly Step[], today: string): readonly Asked[] {
  const days = [...new Set(plan.flatMap((step) => (step.kind === 'hours' ? [step.date] : [])))];
  const middle = days[Math.floor(days.length / 2)] ?? today;
  return [
    { asOf: middle, knownAt: null },
    { asOf: middle, knownAt: `${middle}T20:00:00Z` },
    { asOf: today, knownAt: '2025-09-10T08:00:00.5Z' },
  ];
}

/** What the records of a plan say; those that are refused say nothing. */
function recordsOf(plan: readonly Step[]): SisRecord[] {
  const lines = new Set(plan.flatMap((step) => (step.kind === 'records' ? step.lines : [])));
  return [...lines].flatMap((line) => {
    const parsed = parseCloudEvent(line);
    return parsed.ok ? [parsed.record] : [];
  });
}

function modelRows(records: readonly SisRecord[], { asOf, knownAt }: Asked): Rows {
  const ofStudents = Map.groupBy(records, ({ data }) => (typeof data['studentId'] === 'string' ? data['studentId'] : null));
  const schools = ofStudents.get(null) ?? [];
  const rows = new Map<string, string>();
  for (const [student, own] of ofStudents) {
    if (student === null) continue;
    const row = modelRow([...own, ...schools], { year: YEAR, asOf, minimum: MINIMUM }, knownAt);
    if (row !== null) rows.set(student, textOf(row));
  }
  return rows;
}

async function shown({ models, directory }: Stores): Promise<Rows> {
  const rows: { key: string; row: StatusRow }[] = [];
  for await (const { body } of models.collection<StudentDocument>(students).all()) {
    if (body.row !== null) rows.push({ key: body.key, row: body.row });
  }
  return withIds(rows, directory);
}

async function folded({ store, log, directory }: Stores, { asOf, knownAt }: Asked): Promise<Rows> {
  const question = { district: DISTRICT, asOf, ...(knownAt !== null && { knownAt }) };
  return withIds((await foldStatuses({ store, log }, question)).rows, directory);
}

async function withIds(rows: readonly { key: string; row: StatusRow }[], directory: Stores['directory']): Promise<Rows> {
  const people = await directory.people(rows.map(({ key }) => key));
  return new Map(rows.map(({ key, row }) => [people.get(key)?.id ?? key, textOf(row)]));
}

function textOf(row: StatusRow): string {
  return canonicalContent({ ...row });
}

function differences(found: Rows, expected: Rows, what: string): string[] {
  const wrong = [...new Set([...found.keys(), ...expected.keys()])].filter((student) => found.get(student) !== expected.get(student));
  return wrong.map(
    (student) => `${student} ${what}: ${found.get(student) ?? 'no row'}, the model says ${expected.get(student) ?? 'no row'}`,
  );
}
