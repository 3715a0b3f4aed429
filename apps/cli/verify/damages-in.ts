import type { Embedded } from '../../standalone/index.js';

const MOST_TOLD = 20;

interface Found {
  readonly told: string[];
  readonly remedy: string;
  count: number;
}

/** What is damaged in each file and what to do about it, for people; null where everything is sound. */
export async function damagesIn({ audit }: Pick<Embedded, 'audit'>, signal: AbortSignal): Promise<string | null> {
  const byPlace = new Map<string, Found>();
  for await (const { place, what, remedy } of audit(signal)) {
    const found = byPlace.get(place) ?? { told: [], remedy, count: 0 };
    byPlace.set(place, found);
    if (++found.count <= MOST_TOLD) found.told.push(what);
  }
  return byPlace.size === 0 ? null : [...byPlace].map(([place, found]) => sentencesOf(place, found)).join('\n');
}

function sentencesOf(place: string, { told, remedy, count }: Found): string {
  const more = count > told.length ? [`There are ${count - told.length} more.`] : [];
  return [`${place} is damaged: ${told[0]}`, ...told.slice(1), ...more, remedy].join('\n  ');
}
