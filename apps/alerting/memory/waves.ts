import { addDays, parseStream, type StatusChanged, type TurnedOff } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** Longest window that a trigger set can have. */
const LONGEST_WINDOW = 366;

/** A community as kept: who has turned, and on which day. */
export interface KeptWave {
  readonly community: string;
  readonly turned: readonly (readonly [key: string, date: string])[];
}

/** Who has turned off track lately, by district and community. */
export class Waves {
  readonly #communities = new Map<string, Map<string, string>>();

  /** Old news make no wave. */
  apply(event: RecordedEvent): void {
    const { status, previous, silent, communityId, asOf } = event.data as StatusChanged;
    const stream = parseStream(event.stream);
    if (communityId === null || stream.kind !== 'status') return;
    const name = `${stream.district} ${communityId}`;
    const turned = this.#communities.get(name) ?? new Map<string, string>();
    this.#communities.set(name, turned);
    if (status !== 'off-track') turned.delete(stream.key);
    else if (previous !== 'off-track' && silent !== true) turned.set(stream.key, asOf);
  }

  of(district: string, community: string): TurnedOff {
    return this.#communities.get(`${district} ${community}`) ?? new Map<string, string>();
  }

  *kept(): Generator<KeptWave> {
    for (const [community, turned] of this.#communities) yield { community, turned: [...turned] };
  }

  keep({ community, turned }: KeptWave): void {
    this.#communities.set(community, new Map(turned));
  }

  forgetBefore(today: string): void {
    const first = addDays(today, -LONGEST_WINDOW);
    for (const turned of this.#communities.values()) for (const [key, date] of turned) if (date < first) turned.delete(key);
  }
}
