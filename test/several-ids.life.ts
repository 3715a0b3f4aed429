import { fc } from '@fast-check/jest';
import type { SisRecord, StatusRow } from '#libs/domain';
import { history, modelRow, shuffledWithDuplicates, times, timeText, YEAR } from '#libs/testing';

/** The ids that records come under. */
export const IDS = ['s1', 's2', 's3', 's4'];

/** Who was said to be whom, when, and whether that was taken back at that moment. */
const identification = fc.record({
  from: fc.constantFrom(...IDS),
  to: fc.constantFrom(...IDS),
  time: fc.constantFrom(...times),
  retracted: fc.constantFrom(false, false, false, true),
});
type Identification = typeof identification extends fc.Arbitrary<infer T> ? T : never;

function identityRecord({ from, to, time, retracted }: Identification): SisRecord {
  const data = retracted ? { studentId: from } : { studentId: from, newStudentId: to };
  const name = retracted ? 'identity-retracted' : 'student-identified-as';
  return { name, district: 'd', subject: from, time, source: '/districts/d/sis', ownTime: true, data };
}

/** By id the one that the student has, straight from the documents: the latest word on each id, the oldest in a circle left out. */
function modelPeople(said: readonly Identification[], knownAt: string | null): ReadonlyMap<string, string> {
  const links = new Map<string, Identification>();
  for (const one of said) {
    const other = links.get(one.from);
    if ((knownAt === null || timeText(one.time) <= timeText(knownAt)) && (other === undefined || isLater(one, other)))
      links.set(one.from, one);
  }
  for (const [from, { retracted }] of links) if (retracted) links.delete(from);
  for (const from of IDS) breakCircle(links, from);
  return new Map(IDS.map((id) => [id, endOf(links, id)]));
}

function endOf(links: ReadonlyMap<string, Identification>, id: string): string {
  const next = links.get(id)?.to;
  return next === undefined ? id : endOf(links, next);
}

function breakCircle(links: Map<string, Identification>, start: string): void {
  const circle: Identification[] = [];
  for (let id = start; ;) {
    const link = links.get(id);
    if (link === undefined || circle.includes(link)) return;
    circle.push(link);
    id = link.to;
    if (id === start) break;
  }
  const [oldest] = circle.map(({ time }) => timeText(time)).sort();
  for (const { from, time } of circle) if (timeText(time) === oldest) links.delete(from);
}

function isLater(a: Identification, b: Identification): boolean {
  return timeText(a.time) > timeText(b.time);
}

/** Records of a few students, of whom some are found to be one. */
export interface Life {
  readonly records: readonly SisRecord[];
  readonly said: readonly Identification[];
  /** The order in which they come, and in how large batches. */
  readonly arrivals: readonly SisRecord[];
  readonly batch: number;
}

export const life: fc.Arbitrary<Life> = fc
  .record({
    records: history,
    owners: fc.array(fc.integer({ min: 0, max: IDS.length - 1 }), { minLength: 30, maxLength: 30 }),
    said: fc.uniqueArray(identification, { minLength: 1, maxLength: 6, selector: ({ from, time }) => `${from} ${time}` }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    batch: fc.integer({ min: 1, max: 25 }),
    saidFirst: fc.boolean(),
  })
  .map(({ records: all, owners, said: some, seed, batch, saidFirst }) => {
    const said = some.filter(({ from, to }) => from !== to);
    const linked = new Set(said.flatMap(({ from, to }) => [from, to]));
    const records = all.map((record, index) => {
      const owner = owners[index % owners.length] ?? 0;
      return noted(ownedBy(record, IDS[owner] ?? 's1'), linked, notes[(index + owner) % notes.length] ?? null);
    });
    const shuffled = shuffledWithDuplicates([...records, ...said.map(identityRecord)], seed);
    const [first, then] = [shuffled.filter(isIdentification), shuffled.filter((record) => !isIdentification(record))];
    return { records, said, arrivals: saidFirst ? [...first, ...then] : shuffled, batch };
  });

const notes = [null, 'a', null, 'b'];

/** With more than a fact keeps; under several ids only what the log keeps decides between contents of one moment. */
function noted(record: SisRecord, linked: ReadonlySet<string>, note: string | null): SisRecord {
  return note === null || linked.has(record.subject) ? record : { ...record, data: { ...record.data, note } };
}

function isIdentification({ name }: SisRecord): boolean {
  return name === 'student-identified-as';
}

function ownedBy(record: SisRecord, id: string): SisRecord {
  return isAboutSchool(record)
    ? { ...record, subject: String(record.data['schoolId']) }
    : { ...record, subject: id, data: { ...record.data, studentId: id } };
}

function isAboutSchool({ name }: SisRecord): boolean {
  return name.startsWith('calendar-') || name.startsWith('attendance-submi');
}

/** Rows by id as the documents promise them: whatever came under any of a student's ids is taken as if it had come under one. */
export function modelRows({ records, said }: Life, asOf: string, knownAt: string | null): Record<string, StatusRow> {
  const people = modelPeople(said, knownAt);
  const rows = IDS.flatMap((id) => {
    const own = records.filter((record) => isAboutSchool(record) || people.get(record.subject) === id);
    const row = modelRow(
      own.map((record) => ownedBy(record, 'one')),
      { year: YEAR, asOf, minimum: 30 },
      knownAt,
    );
    return row === null ? [] : [[id, row] as const];
  });
  return Object.fromEntries(rows);
}
