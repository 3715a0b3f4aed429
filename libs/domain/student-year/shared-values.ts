/** Beyond this many values they are forgotten and kept anew: those of many districts come together. */
const MOST_VALUES = 100_000;

/** So many values of one key are compared one by one; more are forgotten as well. */
const MOST_ALIKE = 100;

/** Values that never change, each kept once for all students who have the same: thousands have the same courses, terms and entry days. */
export class SharedValues<Value extends object> {
  readonly #alike = new Map<unknown, Value[]>();
  readonly #keyOf: (value: Value) => unknown;
  readonly #areSame: (a: Value, b: Value) => boolean;
  readonly #copy: (value: Value) => Value;
  #count = 0;

  /** @param keyOf something that same values have in common, and few others. @param copy what is kept of a value that is new. */
  constructor(keyOf: (value: Value) => unknown, areSame: (a: Value, b: Value) => boolean, copy: (value: Value) => Value) {
    this.#keyOf = keyOf;
    this.#areSame = areSame;
    this.#copy = copy;
  }

  /** The one that is kept of all that are the same. */
  share(value: Value): Value {
    const key = this.#keyOf(value);
    const alike = this.#alike.get(key);
    if (alike === undefined) return this.#keep(key, [], value);
    for (const each of alike) if (this.#areSame(each, value)) return each;
    return this.#keep(key, alike.length < MOST_ALIKE ? alike : [], value);
  }

  #keep(key: unknown, alike: Value[], value: Value): Value {
    if (++this.#count > MOST_VALUES) {
      this.#alike.clear();
      this.#count = 1;
    }
    const kept = this.#copy(value);
    alike.push(kept);
    this.#alike.set(key, alike);
    return kept;
  }
}
