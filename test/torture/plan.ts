import { simulateDistrict, type SimulatedEvent } from '../../apps/simulator/index.js';
import { Chance } from './chance.js';

export const DISTRICT = 'torture';

const ways = ['kafka', 'file', 'http'] as const;
export type Way = (typeof ways)[number];

/** One thing that happens to a district; what follows from it is worked off before the next one. */
export type Step =
  | { readonly kind: 'triggers'; readonly set: string }
  | { readonly kind: 'hours'; readonly date: string; readonly upTo: number }
  /** Native events as JSON text, and the way they come in. */
  | { readonly kind: 'records'; readonly way: Way; readonly date: string; readonly lines: readonly string[] }
  | { readonly kind: 'clock-set-back'; readonly minutes: number };

const STUDENTS = 18;
const DAYS = 38;
const LARGEST_CHUNK = 500;
/** So many days come as history, all at once: the district has been there before this system. */
const PAST_DAYS = [22, 30] as const;
const shares = { twice: 0.1, late: 0.08, corrected: 0.15, retracted: 0.3, outOfOrder: 0.5, setBack: 0.05 };

interface Arrival {
  readonly text: string;
  /** As a day after all was said. */
  readonly corrected: string | null;
}

/**
 * A small district's weeks by a seed: the records of each day in disorder, some twice, some days later, some corrected or retracted
 * afterwards, by every way in; the triggers of the staged response; a clock that is set back now and then.
 * @param strays records of students whose history is anything but ordinary, said on any of the days.
 */
export function planOf(seed: number, strays: readonly string[] = []): Step[] {
  const chance = new Chance(seed);
  const straying = strays.map((text) => ({ text, on: chance.between(1, DAYS - 1) }));
  const past = chance.between(...PAST_DAYS);
  let day = 0;
  let told = 0;
  const steps: Step[] = [{ kind: 'triggers', set: chance.is(0.7) ? 'staged-response' : 'off-track' }];
  let date = '';
  let arrived: Arrival[] = [];
  let later: Arrival[] = [];
  const endDay = (): void => {
    arrived.push(...straying.filter(({ on }) => on > told && on <= day).map(({ text }) => ({ text, corrected: null })));
    told = day;
    const { now, kept } = disordered(arrived, later, chance);
    for (const lines of chunks(now, chance)) steps.push({ kind: 'records', way: chance.pick(ways), date, lines });
    if (date !== '') steps.push({ kind: 'hours', date, upTo: 17 });
    [arrived, later] = [[], kept];
  };
  const sections = chance.is(0.3);
  for (const item of simulateDistrict({ district: DISTRICT, students: STUDENTS, communities: 1, days: DAYS, sections, seed })) {
    if (item.kind === 'event') {
      arrived.push({ text: JSON.stringify(item.event), corrected: correction(item.event, chance) });
      continue;
    }
    day += 1;
    if (day > 1 && day <= past) continue;
    endDay();
    date = item.date;
    if (chance.is(shares.setBack)) steps.push({ kind: 'clock-set-back', minutes: 60 });
    steps.push({ kind: 'hours', date, upTo: 8 });
  }
  endDay();
  return steps;
}

/** What comes in of a day, and what of it is said on a later one. */
function disordered(arrived: readonly Arrival[], later: readonly Arrival[], chance: Chance): { now: string[]; kept: Arrival[] } {
  const kept: Arrival[] = [];
  const now: string[] = later.map(({ text }) => text);
  for (const arrival of arrived) {
    if (arrival.corrected !== null) kept.push({ text: arrival.corrected, corrected: null });
    if (chance.is(shares.late)) kept.push(arrival);
    else now.push(arrival.text);
    if (chance.is(shares.twice)) kept.push({ text: arrival.text, corrected: null });
  }
  return { now: chance.is(shares.outOfOrder) ? chance.shuffled(now) : now, kept };
}

/** An absence that was none, or a record that was never meant, as the source says the next day. */
function correction(event: SimulatedEvent, chance: Chance): string | null {
  const data = event.data as { readonly status?: string };
  if (event.type !== 'homeroom.sis.attendance-recorded.v1' || data.status?.startsWith('absent') !== true) return null;
  if (!chance.is(shares.corrected)) return null;
  const time = new Date(Date.parse(event.time) + 86_400_000).toISOString();
  if (chance.is(shares.retracted)) {
    const { portionAbsent: _, status: __, schoolId: ___, ...key } = event.data as Record<string, unknown>;
    return JSON.stringify({ ...event, type: 'homeroom.sis.attendance-retracted.v1', id: `${event.id}/retracted`, time, data: key });
  }
  return JSON.stringify({ ...event, id: `${event.id}/corrected`, time, data: { ...data, status: 'present' } });
}

function chunks(lines: readonly string[], chance: Chance): (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let from = 0; from < lines.length; from += parts.at(-1)?.length ?? 1) {
    parts.push(lines.slice(from, from + chance.between(1, LARGEST_CHUNK)));
  }
  return parts;
}
