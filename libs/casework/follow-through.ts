import type { ReadModels } from '#libs/event-sourcing';
import { followThroughSums, type FollowThroughCounts, type FollowThroughOfRule, type FollowThroughSumDocument } from '#libs/views';

/** The median of what was measured; null where there is nothing yet. */
export interface Measured {
  readonly median: number | null;
  /** Of how many alerts. */
  readonly of: number;
}

/** What came of alerts. Alerts of old news and those whose record was wrong are counted, and not measured. */
export interface FollowThrough extends FollowThroughCounts {
  /** From the record to the first notice. */
  readonly secondsToNotice: Measured;
  /** From the record until somebody has it in hand. */
  readonly secondsToHand: Measured;
  /** From the day of the alert to that of the first contact with the student while it stood. */
  readonly daysToContact: Measured;
  /** From the day of the alert to that on which the student was back on track. */
  readonly daysToRecovery: Measured;
}

export interface FollowThroughOfGroup extends FollowThrough {
  readonly communityId: string | null;
  /** The trigger. */
  readonly rule: string;
}

export interface FollowThroughOfYear {
  readonly total: FollowThrough;
  /** By community and trigger, sorted. */
  readonly groups: readonly FollowThroughOfGroup[];
}

const PAGE = 1_000;

interface Group {
  readonly communityId: string | null;
  readonly rule: string;
  readonly sums: FollowThroughOfRule[];
}

/** What all alerts of a school year led to, together. */
export async function readFollowThroughOfAll(models: ReadModels, district: string, schoolYear: number): Promise<FollowThrough> {
  const sums: FollowThroughOfRule[] = [];
  for await (const { rules } of sumsOf(models, district, schoolYear)) sums.push(...rules);
  return together(sums);
}

/** The same, and by community and trigger. */
export async function readFollowThrough(models: ReadModels, district: string, schoolYear: number): Promise<FollowThroughOfYear> {
  const groups = new Map<string, Group>();
  for await (const { communityId, rules } of sumsOf(models, district, schoolYear)) {
    for (const sum of rules) {
      const name = JSON.stringify([communityId ?? '', sum.rule]);
      const group = groups.get(name) ?? { communityId, rule: sum.rule, sums: [] };
      groups.set(name, group);
      group.sums.push(sum);
    }
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  return {
    total: together(sorted.flatMap(({ sums }) => sums)),
    groups: sorted.map(({ communityId, rule, sums }) => ({ communityId, rule, ...together(sums) })),
  };
}

async function* sumsOf(models: ReadModels, district: string, schoolYear: number): AsyncGenerator<FollowThroughSumDocument> {
  const sums = models.collection<FollowThroughSumDocument>(followThroughSums);
  for (let after: string | null | undefined; after !== null;) {
    const query = { index: 'byYear', equals: [district, schoolYear], limit: PAGE, ...(after !== undefined && { after }) };
    const page = await sums.find(query);
    for (const { body } of page.documents) yield body;
    after = page.next;
  }
}

function together(sums: readonly FollowThroughOfRule[]): FollowThrough {
  const count = (name: 'alerts' | 'open' | 'unacknowledged' | 'unowned' | 'silent' | 'corrected'): number =>
    sums.reduce((total, sum) => total + sum[name], 0);
  return {
    alerts: count('alerts'),
    open: count('open'),
    unacknowledged: count('unacknowledged'),
    unowned: count('unowned'),
    silent: count('silent'),
    corrected: count('corrected'),
    secondsToNotice: measured(sums.map(({ secondsToNotice }) => secondsToNotice)),
    secondsToHand: measured(sums.map(({ secondsToHand }) => secondsToHand)),
    daysToContact: measured(sums.map(({ daysToContact }) => daysToContact)),
    daysToRecovery: measured(sums.map(({ daysToRecovery }) => daysToRecovery)),
  };
}

/** Of an even number the middle of the two in the middle. */
function measured(groups: readonly (readonly number[])[]): Measured {
  const sorted = new Float64Array(groups.reduce((length, group) => length + group.length, 0));
  let length = 0;
  for (const group of groups) {
    sorted.set(group, length);
    length += group.length;
  }
  sorted.sort();
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return { median: low === undefined || high === undefined ? null : (low + high) / 2, of: sorted.length };
}
