/** From where a reference looks: the organization it names, else the school of the record that refers. */
export interface Scope {
  readonly organization?: string | undefined;
  readonly recordSchool?: string | undefined;
}

const NO_ORGANIZATION = '';

/**
 * Definitions that serve their organization and all below it. Looks at the organization, then upward, nearest first, then at definitions
 * without an organization; a reference without an organization starts at the record's school and, last, takes a match anywhere.
 * Of several that match in one place the last one added stands.
 */
export class DefinitionIndex<Definition> {
  private readonly placed = new Map<string, Definition[]>();
  private readonly anywhere = new Map<string, Definition[]>();

  constructor(private readonly chain: (organization: string) => readonly string[]) {}

  add(organization: string | undefined, keys: readonly string[], definition: Definition): void {
    for (const key of keys) {
      append(this.placed, place(organization ?? NO_ORGANIZATION, key), definition);
      append(this.anywhere, key, definition);
    }
  }

  find(key: string, scope: Scope, accepts: (definition: Definition) => boolean = () => true): Definition | undefined {
    const start = scope.organization ?? scope.recordSchool;
    for (const organization of [...(start === undefined ? [] : this.chain(start)), NO_ORGANIZATION]) {
      const found = this.placed.get(place(organization, key))?.findLast(accepts);
      if (found !== undefined) return found;
    }
    return scope.organization === undefined ? this.anywhere.get(key)?.findLast(accepts) : undefined;
  }
}

function place(organization: string, key: string): string {
  return `${organization}\u0000${key}`;
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
