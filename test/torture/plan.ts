import { simulateDistrict, type SimulatedEvent } from '../../apps/simulator/index.js';
import { Chance } from './chance.js';

export const DISTRICT = 'torture';

/** One thing that happens to a district; what follows from it is worked off before the next one. */
export type Step =
  | { readonly kind: 'triggers'; readonly set: string }
  | { readonly kind: 'hours'; readonly date: string; readonly upTo: number }
  /** Lines of native events. */
  | { readonly kind: 'records'; readonly date: string; readonly lines: readonly string[] }
  | { readonly kind: 'clock-set-back'; readonly minutes: number };

const STUDENTS = 90;
const DAYS = 38;
const LARGEST_CHUNK = 300;
const shares = { twice: 0.1, late: 0.08, corrected: 0.15, outOfOrder: 0.5, setBack: 0.05 };

interface Arrival {
  readonly text: string;
  /** As a day after all was said. */
  readonly corrected: string | null;
}

/**
 * A small district's weeks by a seed: the records of each day in disorder, some twice, some days later, some corrected afterwards; the
 * triggers of the staged response; a clock that is set back now and then.
 */
export function planOf(seed: number): Step[] {
  const chance = new Chance(seed);
  const steps: Step[] = [{ kind: 'triggers', set: chance.is(0.7) ? 'staged-response' : 'off-track' }];
  let date = '';
  let arrived: Arrival[] = [];
  let later: Arrival[] = [];
  const endDay = (): void => {
    const { now, kept } = disordered(arrived, later, chance);
    for (const lines of chunks(now, chance)) steps.push({ kind: 'records', date, lines });
    if (date !== '') steps.push({ kind: 'hours', date, upTo: 17 });
    [arrived, later] = [[], kept];
  };
  for (const item of simulateDistrict({ district: DISTRICT, students: STUDENTS, communities: 1, days: DAYS, seed })) {
    if (item.kind === 'event') {
      arrived.push({ text: JSON.stringify(item.event), corrected: correction(item.event, chance) });
      continue;
    }
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

/** An absence that was none, as the source says the next day. */
function correction(event: SimulatedEvent, chance: Chance): string | null {
  const data = event.data as { readonly status?: string };
  if (event.type !== 'homeroom.sis.attendance-recorded.v1' || data.status?.startsWith('absent') !== true) return null;
  if (!chance.is(shares.corrected)) return null;
  const time = new Date(Date.parse(event.time) + 86_400_000).toISOString();
  return JSON.stringify({ ...event, id: `${event.id}/corrected`, time, data: { ...data, status: 'present' } });
}

function chunks(lines: readonly string[], chance: Chance): (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let from = 0; from < lines.length; from += parts.at(-1)?.length ?? 1) {
    parts.push(lines.slice(from, from + chance.between(1, LARGEST_CHUNK)));
  }
  return parts;
}
