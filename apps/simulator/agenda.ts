/** What is to come, by the step of the simulation at which it is due. */
export class Agenda<T> {
  readonly #due = new Map<number, T[]>();

  add(step: number, item: T): void {
    const items = this.#due.get(step);
    if (items === undefined) this.#due.set(step, [item]);
    else items.push(item);
  }

  /** What is due at a step, in the order in which it was added. */
  due(step: number): readonly T[] {
    return this.#due.get(step) ?? [];
  }

  /** Forgets a step that is over. */
  done(step: number): void {
    this.#due.delete(step);
  }
}
