/** Turns a stored payload into that of the next version of its type; pure, and of the payload alone. */
export type Upcast = (data: object) => object;

/** By the stored type, for example `attendance-recorded.v1`: what makes `.v2` of it. Whatever has a second version has the first one here. */
export type Upcasts = Readonly<Record<string, Upcast>>;

/** How a stored type is read. */
export interface PresentKind {
  readonly type: string;
  /** null: the payload is as it was stored. */
  readonly upcast: Upcast | null;
}

/** An event was written by a program that is newer than this one. It is not passed over: what it says is not known here. */
export class NewerEventError extends Error {
  override readonly name = 'NewerEventError';

  constructor(type: string, known: number) {
    super(`The log holds ${type}, and this program knows version ${known} of it at most: update Homeroom. Nothing was changed.`);
  }
}

const VERSIONED = /^(.+)\.v(\d+)$/;

/** Reads every stored type in its present version, for all stores and all readers. What is stored stays as it is, checksums too. */
export class EventVersions {
  readonly #upcasts: Upcasts;
  readonly #known = new Map<string, PresentKind>();

  /** @throws TypeError where a version is left out: nothing would lead over it. */
  constructor(upcasts: Upcasts = {}) {
    this.#upcasts = upcasts;
    for (const type of Object.keys(upcasts)) {
      const [, name, version] = VERSIONED.exec(type) ?? [];
      if (name === undefined || (version !== '1' && upcasts[`${name}.v${Number(version) - 1}`] === undefined)) {
        throw new TypeError(`${type} cannot be upcast: each version from ${name ?? 'NAME'}.v1 on needs its step.`);
      }
    }
  }

  /** @throws NewerEventError */
  present(type: string): PresentKind {
    const known = this.#known.get(type) ?? this.#find(type);
    this.#known.set(type, known);
    return known;
  }

  #find(type: string): PresentKind {
    const [, name, version] = VERSIONED.exec(type) ?? [];
    if (name === undefined) return { type, upcast: null };
    const steps: Upcast[] = [];
    let present = Number(version);
    for (let step = this.#step(name, present); step !== undefined; step = this.#step(name, present)) {
      steps.push(step);
      present += 1;
    }
    const isPresent = present === 1 || this.#step(name, present - 1) !== undefined;
    if (!isPresent) throw new NewerEventError(type, this.#newest(name));
    if (steps.length === 0) return { type, upcast: null };
    return { type: `${name}.v${present}`, upcast: (data) => steps.reduce((payload, step) => step(payload), data) };
  }

  #newest(name: string): number {
    let newest = 1;
    while (this.#step(name, newest) !== undefined) newest += 1;
    return newest;
  }

  #step(name: string, version: number): Upcast | undefined {
    return Object.hasOwn(this.#upcasts, `${name}.v${version}`) ? this.#upcasts[`${name}.v${version}`] : undefined;
  }
}
