import { weekdayOf } from './calendar.js';
import type { District, Weather } from './district.js';
import { draw, drawInt, keyOf, purpose } from './random.js';
import { absence, wave } from './rates.js';

/** Season, weekday and waves of illness on this day. */
export function weatherOf(district: District): Weather {
  const { date, index, calendar } = district;
  const weekday = absence.byWeekday[weekdayOf(date) - 1] ?? 1;
  const month = absence.byMonth[(Number(date.slice(5, 7)) + 5) % 12] ?? 1;
  const next = calendar.days[index + 1] ?? '9999-12-31';
  const daysOff = (Date.parse(next) - Date.parse(date)) / 86_400_000;
  return {
    factor: weekday * month * (daysOff > 4 ? absence.beforeBreak : 1),
    illness: Float32Array.from(district.plan.communities, ({ index: community }) => illnessIn(district, community)),
  };
}

/** Waves go through a school, from one of its communities to the next. */
function illnessIn(district: District, community: number): number {
  const { school } = district.communityAt(community);
  const key = keyOf(keyOf(keyOf(district.seed, purpose.wave), school.index), district.year);
  const lag = drawInt(keyOf(key, community), purpose.wave, 0, wave.communityLag);
  const waves = drawInt(key, 1, wave.fewest, wave.most);
  let level = 1;
  for (let n = 0; n < waves; n++) {
    // The first two come in winter, as influenza does.
    const peak = n < 2 ? drawInt(key, 10 + n, 70, 120) : drawInt(key, 10 + n, 15, 165);
    const width = wave.narrow + (wave.wide - wave.narrow) * draw(key, 20 + n);
    const height = wave.lowPeak + (wave.highPeak - wave.lowPeak) * draw(key, 30 + n) - 1;
    const distance = (district.index - peak - lag) / width;
    level += height * Math.exp(-distance * distance);
  }
  return level;
}
