/** Something that is not as it should be: what, and what to do about it. */
export interface Trouble {
  readonly what: string;
  /** False where a request can still be answered from what is there. */
  readonly serious: boolean;
}

/** Several parts of one process as one: ready when all of them are. */
export function combinedHealth(sources: readonly HealthSource[]): HealthSource {
  return new CombinedHealth(sources);
}

/** Why it is not ready, in a sentence: something serious first, for that is not over by waiting. */
export async function whyNotReady(source: HealthSource): Promise<string> {
  const troubles = await source.troubles();
  return (troubles.find(({ serious }) => serious) ?? troubles[0])?.what ?? 'Not ready yet.';
}

/** A part of the process that can say how it is. */
export abstract class HealthSource {
  abstract troubles(): Promise<readonly Trouble[]>;

  /** False while the process is not yet ready to answer. */
  abstract isReady(): boolean;
}

class CombinedHealth extends HealthSource {
  readonly #sources: readonly HealthSource[];

  constructor(sources: readonly HealthSource[]) {
    super();
    this.#sources = sources;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    return (await Promise.all(this.#sources.map((source) => source.troubles()))).flat();
  }

  override isReady(): boolean {
    return this.#sources.every((source) => source.isReady());
  }
}
