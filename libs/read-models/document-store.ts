import type { Collection, CollectionDefinition, Lease } from '#libs/event-sourcing';

/** What each adapter does, as `ReadModels` says it; versions are made of it, for all adapters alike. */
export abstract class DocumentStore {
  abstract collection<T>(definition: CollectionDefinition): Collection<T>;
  abstract checkpoint(projection: string): Promise<number>;
  abstract advance(projection: string, previous: number, position: number): Promise<boolean>;
  abstract acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease>;
  abstract releaseLease(name: string, holder: string): Promise<void>;
  abstract close(): Promise<void>;

  /**
   * Removes collections and checkpoints for good, with the positions of what was removed from them, and gives their space back.
   * @param stems their names, each with all that follow it behind a dot or an @.
   */
  abstract remove(stems: readonly string[]): Promise<void>;
}

/** The part of a name that says with what a collection or a checkpoint is replaced. */
export function stemOf(name: string): string {
  return name.replace(/[.@].*$/s, '');
}

/** Whether a collection or a checkpoint is one of these, or goes with one of them. */
export function isOf(stems: readonly string[], name: string): boolean {
  return stems.some((stem) => name === stem || name.startsWith(`${stem}.`) || name.startsWith(`${stem}@`));
}
