import type { CollectionDefinition, IndexFields, IndexValue } from '#libs/event-sourcing';
import { indexValue } from './index-values.js';

const COLLECTION_NAME = /^[a-z][a-z0-9.-]{0,99}$/;
const MEMBER_NAME = /^[A-Za-z][A-Za-z0-9]{0,99}$/;
const MOST_INDEXES = 16;
const MOST_FIELDS = 8;

/** A checked definition: the fields that any index needs, and how to read them from a body. */
export class CollectionLayout {
  readonly name: string;
  readonly indexes: ReadonlyMap<string, IndexFields>;
  /** Every indexed field once, in order of name. */
  readonly fields: readonly string[];
  /** The same text for the same definition, whatever the order in which indexes were written down. */
  readonly signature: string;

  constructor(definition: CollectionDefinition) {
    if (!COLLECTION_NAME.test(definition.name)) {
      throw new TypeError(`"${definition.name}" is no name of a collection: use lower-case letters, digits, "-" and ".".`);
    }
    const indexes = Object.entries(definition.indexes).toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, fields] of indexes) checkIndex(definition.name, name, fields);
    if (indexes.length > MOST_INDEXES) throw new TypeError(`Collection ${definition.name} has more than ${MOST_INDEXES} indexes.`);
    this.name = definition.name;
    this.indexes = new Map(indexes);
    this.fields = [...new Set(indexes.flatMap(([, fields]) => fields))].toSorted();
    this.signature = JSON.stringify(indexes);
  }

  fieldsOf(index: string): IndexFields {
    const fields = this.indexes.get(index);
    if (fields === undefined) {
      throw new TypeError(`Collection ${this.name} has no index ${index}; it has: ${[...this.indexes.keys()].join(', ') || 'none'}.`);
    }
    return fields;
  }
}

/** The values of some fields of a body. */
export function valuesOf(fields: readonly string[], body: object): IndexValue[] {
  return fields.map((field) => indexValue(field, Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : null));
}

/** Refuses to work on a collection that another program has indexed otherwise: its documents would be found by neither. */
export function requireSameIndexes(layout: CollectionLayout, standing: string | undefined): void {
  if (standing !== layout.signature) {
    throw new Error(`Another program has changed the indexes of collection ${layout.name}; restart this one with the same version.`);
  }
}

function checkIndex(collection: string, name: string, fields: IndexFields): void {
  const sound = fields.length > 0 && fields.length <= MOST_FIELDS && new Set(fields).size === fields.length;
  if (!sound || ![name, ...fields].every((member) => MEMBER_NAME.test(member))) {
    throw new TypeError(
      `Index ${name} of collection ${collection} must have 1 to ${MOST_FIELDS} different fields; names are letters and digits.`,
    );
  }
}
