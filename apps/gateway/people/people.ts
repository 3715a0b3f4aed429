import { Directory, labelOf, languageOf, type Person } from '#libs/directory';
import { Injectable } from '@nestjs/common';

/** How a person is shown: by the district's id, and by name where one is known. Erased people are `erased:` and the beginning of the key. */
export interface ShownPerson {
  readonly id: string;
  readonly name: string | null;
}

/** Looks people up at the moment of the question, so that who was erased is shown nowhere from then on. */
@Injectable()
export class People {
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  async of(keys: Iterable<string>): Promise<(key: string) => ShownPerson> {
    const people = await this.#directory.people([...new Set(keys)]);
    return (key) => {
      const person = people.get(key);
      return { id: labelOf(key, person), name: person === undefined ? null : nameOf(person) };
    };
  }

  /** The language that a member of staff reads. */
  async languageOf(district: string, staffId: string): Promise<ReturnType<typeof languageOf>> {
    const key = (await this.keyOf(district, 'staff', staffId)) ?? '';
    return languageOf((await this.#directory.people([key])).get(key));
  }

  /** The key of somebody by the district's id; null for somebody unknown. */
  async keyOf(district: string, kind: Person['kind'], id: string): Promise<string | null> {
    return (await this.#directory.findKeys(district, kind, [id])).get(id) ?? null;
  }
}

function nameOf({ name, givenName, familyName }: Person): string | null {
  const parts = [givenName, familyName].filter((part) => part !== undefined && part !== '');
  return name ?? (parts.length === 0 ? null : parts.join(' '));
}
