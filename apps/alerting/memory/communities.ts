import type { ReadModels } from '#libs/event-sourcing';
import { communities, type CommunityDocument } from '#libs/views';

/** What alerting must know of a community. */
export interface SizedCommunity {
  /** Students enrolled. */
  readonly size: number;
  readonly sizeLimit: number;
  readonly schoolId: string | null;
}

/** Looks a community of a school year up; null where nothing is known of it. */
export type CommunitySource = (district: string, year: number, community: string) => Promise<SizedCommunity | null>;

/** How large communities are: asked once a day of the district. */
export class Communities {
  readonly #source: CommunitySource;
  readonly #known = new Map<string, SizedCommunity>();

  constructor(source: CommunitySource) {
    this.#source = source;
  }

  /** Students enrolled; null where nothing is known of the community. */
  async size(district: string, year: number, community: string): Promise<number | null> {
    return (await this.of(district, year, community))?.size ?? null;
  }

  async of(district: string, year: number, community: string): Promise<SizedCommunity | null> {
    const name = JSON.stringify([district, year, community]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const found = await this.#source(district, year, community);
    if (found !== null) this.#known.set(name, found);
    return found;
  }

  /** A new day: they are asked again. */
  forget(): void {
    this.#known.clear();
  }
}

/** As the models show them. */
export function shownCommunities(models: ReadModels): CommunitySource {
  const documents = models.collection<CommunityDocument>(communities);
  return async (district, year, community) => {
    const found = await documents.find({ index: 'byYear', equals: [district, year, community], limit: 1 });
    return found.documents[0]?.body ?? null;
  };
}
