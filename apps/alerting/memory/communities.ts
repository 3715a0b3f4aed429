import type { Collection, ReadModels } from '#libs/event-sourcing';
import { communities, type CommunityDocument } from '#libs/views';

/** How large communities are, as the models show them: asked once a day of the district. */
export class Communities {
  readonly #documents: Collection<CommunityDocument>;
  readonly #known = new Map<string, { readonly size: number; readonly sizeLimit: number; readonly schoolId: string | null }>();

  constructor(models: ReadModels) {
    this.#documents = models.collection(communities);
  }

  /** Students enrolled; null where nothing is known of the community. */
  async size(district: string, year: number, community: string): Promise<number | null> {
    return (await this.of(district, year, community))?.size ?? null;
  }

  async of(
    district: string,
    year: number,
    community: string,
  ): Promise<{ size: number; sizeLimit: number; schoolId: string | null } | null> {
    const name = JSON.stringify([district, year, community]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { documents } = await this.#documents.find({ index: 'byYear', equals: [district, year, community], limit: 1 });
    const found = documents[0]?.body;
    if (found !== undefined) this.#known.set(name, found);
    return found ?? null;
  }

  /** A new day: they are asked again. */
  forget(): void {
    this.#known.clear();
  }
}
