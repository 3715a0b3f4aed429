import { HealthSource, type Trouble } from '#libs/service';
import type { Stores } from './open-stores.js';

const PATIENCE_MS = 5_000;

/** Whether the stores of a process answer. */
export class StoresHealth extends HealthSource {
  readonly #probes: Readonly<Record<string, () => Promise<unknown>>>;

  constructor({ log, models, directory }: Pick<Stores, 'log' | 'models' | 'directory'>) {
    super();
    this.#probes = {
      'event store': () => log.head(),
      'read model store': () => models.checkpoint('health'),
      directory: () => directory.deadLetters({ limit: 1 }),
    };
  }

  override isReady(): boolean {
    return true;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    const asked = Object.entries(this.#probes).map(async ([name, probe]): Promise<Trouble[]> => {
      const reason = await whyNot(probe);
      return reason === null
        ? []
        : [{ what: `The ${name} does not answer (${reason}): it is tried again with every request.`, serious: true }];
    });
    return (await Promise.all(asked)).flat();
  }
}

/** The name of what went wrong: the text may quote an address with its password. */
async function whyNot(probe: () => Promise<unknown>): Promise<string | null> {
  const { promise, reject } = Promise.withResolvers<never>();
  const patience = setTimeout(() => reject(new Error()), PATIENCE_MS);
  try {
    await Promise.race([probe(), promise]);
    return null;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    return name === 'Error' ? `nothing within ${PATIENCE_MS / 1000} s` : name;
  } finally {
    clearTimeout(patience);
  }
}
