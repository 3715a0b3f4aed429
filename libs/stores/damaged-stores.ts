import { HealthSource, type Trouble } from '#libs/service';
import type { StoreDamagedError } from '#libs/sqlite';

/** The files of a process that were found damaged. Nothing mends one while it is in use, so this holds until the next start. */
export class DamagedStores extends HealthSource {
  readonly #found = new Map<string, Trouble>();
  readonly #first = Promise.withResolvers<void>();
  readonly #tell: (sentence: string) => void;

  /** @param tell told once of each damaged file: which, what is lost, and what to do. */
  constructor(tell: (sentence: string) => void) {
    super();
    this.#tell = tell;
  }

  /** Resolves when the first damage is found. */
  get first(): Promise<void> {
    return this.#first.promise;
  }

  /** Notes the damage of the store at a URL. */
  readonly notedFor =
    (url: string) =>
    ({ message }: StoreDamagedError): void => {
      if (this.#found.has(url)) return;
      this.#found.set(url, { what: message, serious: true });
      this.#tell(message);
      this.#first.resolve();
    };

  override isReady(): boolean {
    return this.#found.size === 0;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    return [...this.#found.values()];
  }
}
